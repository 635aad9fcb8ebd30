import socket

# There is one listener.
listener = socket.socket()


class Peer:
    def __init__(self, address):
        self.address = address


