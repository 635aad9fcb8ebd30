"""What `str` and a list show by `repr` anyway."""

import socket

connection = socket.create_connection(("localhost", 7000))
data = connection.recv(100)
print("got " + str(data))
print("got %s" % str(data))
print("words:", data.decode().split())
print("lines: %s" % data.decode().splitlines())
