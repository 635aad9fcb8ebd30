"""A client of Python 2."""

import socket
import sys

s = None
received = 0
running = 1


def connect(host):
    global s
    s = socket.create_connection((host, 51423))


def receive():
    global received, running
    data = s.recv(4096)
    if not data:
        running = 0
        return
    received += len(data)
    print "Received %d bytes, %d in all" % (len(data), received)


connect(sys.argv[1])
while running:
    receive()
print "\nIn all", received
