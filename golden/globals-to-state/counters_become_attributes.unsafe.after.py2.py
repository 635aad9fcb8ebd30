"""A client of Python 2."""

import socket
import sys


class State:
    """What the functions of this program share."""

    def __init__(self):
        self.s = None
        self.received = 0
        self.running = 1


state = State()


def connect(host):
    state.s = socket.create_connection((host, 51423))


def receive():
    data = state.s.recv(4096)
    if not data:
        state.running = 0
        return
    state.received += len(data)
    print "Received %d bytes, %d in all" % (len(data), state.received)


connect(sys.argv[1])
while state.running:
    receive()
print "\nIn all", state.received
