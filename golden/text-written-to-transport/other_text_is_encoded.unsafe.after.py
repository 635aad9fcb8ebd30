"""Text that is made at run time is encoded; what is known of the transport is little here and there."""

from twisted.internet import protocol


class Counter(protocol.Protocol):
    def dataReceived(self, data):
        self.transport.write(("%d bytes\r\n" % len(data)).encode("utf-8"))
        self.transport.write(f"{len(data)} bytes\r\n".encode("utf-8"))
        self.transport.write("é".encode("utf-8"))
        self.transport.write(str(len(data)).encode("utf-8"))
        self.transport.write(("a" + str(len(data))).encode("utf-8"))
        self.transport.write(("a" if data else "b").encode("utf-8"))


class Tee(protocol.Protocol):
    def __init__(self, transport):
        self.transport = transport

    def dataReceived(self, data):
        self.transport.write(b"data\r\n")


def say(connection):
    connection.transport.write(b"hello\r\n")
