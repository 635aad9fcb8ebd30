"""Servers for this machine, which say so; and one for all."""

import socket
import socketserver

listener = socket.socket()
# Other hosts cannot connect to this one.
listener.bind(("127.0.0.1", 51423))
listener.listen()

# For tests only; use 0.0.0.0 to listen on all interfaces.
server = socketserver.TCPServer(("localhost", 0), socketserver.BaseRequestHandler)


def everybody(handler):
    """Serves the clients on the local network."""
    return socketserver.TCPServer(("", 51423), handler)


def client():
    """Looks for machines on the internet."""
    s = socket.socket()
    s.connect(("127.0.0.1", 3128))
