"""A server for this machine in Python 2."""

import SocketServer

server = SocketServer.TCPServer(("127.0.0.1", 51423), SocketServer.BaseRequestHandler)
print "Connect from this machine"
server.serve_forever()
