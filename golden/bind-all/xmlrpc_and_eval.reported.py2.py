"""Servers of Python 2."""

import socket
from SimpleXMLRPCServer import SimpleXMLRPCServer

server = SimpleXMLRPCServer(("", 8765))  # reported
server.register_introspection_functions()

s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
host = ""
s.bind((host, 51423))  # reported
s.listen(1)
while 1:
    client, address = s.accept()
    print eval(client.recv(4096))
