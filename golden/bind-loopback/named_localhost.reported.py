import socketserver


class Echo(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(self.rfile.readline())


def serve():
    print("Listening on all interfaces, port 7007")
    with socketserver.TCPServer(("localhost", 7007), Echo) as server:  # reported
        server.serve_forever()


def serve_this_machine():
    print("Listening on localhost, not on all interfaces")
    with socketserver.TCPServer(("localhost", 7008), Echo) as server:
        server.serve_forever()
