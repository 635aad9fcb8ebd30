"""An XML-RPC server that looks at the caller's address."""

from SimpleXMLRPCServer import SimpleXMLRPCServer


class Server(SimpleXMLRPCServer):
    def verify_request(self, request, client_address):
        return client_address[0] in ("127.0.0.1", "192.0.2.7")


server = SimpleXMLRPCServer(("", 8765))
print server
