"""The same in Python 2, with Twisted, too."""

import socket
from twisted.internet import reactor

s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
# Now other hosts can connect to port 51423.
s.bind(("127.0.0.1", 51423))  # reported
s.listen(1)


def listen(factory):
    print "Serving remote machines"
    reactor.listenTCP(143, factory, interface="127.0.0.1")  # reported
