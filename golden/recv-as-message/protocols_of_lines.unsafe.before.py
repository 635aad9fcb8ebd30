from twisted.internet import protocol
from twisted.internet.protocol import Protocol


class Control(Protocol):
    def dataReceived(self, data):
        if data == b"STOP\r\n":
            self.transport.loseConnection()
        elif data in (b"TIME\r\n", b"DATE\r\n"):
            self.transport.write(b"noon\r\n")


class Words(protocol.Protocol):
    """Says how many words there are."""

    greeting = b"say something\n"

    def connectionMade(self):
        self.transport.write(self.greeting)

    def dataReceived(self, data):
        if not data.strip():
            return
        words = data.decode("ascii").strip().split(" ")  # of the line
        self.transport.write(b"%d\n" % len(words))


class Echo(Protocol):
    def dataReceived(self, data):
        self.transport.write(data)
        if data.strip() == b"bye":
            self.transport.loseConnection()


class Spoken(Protocol):
    def dataReceived(self, data):
        if data == b"bye":
            self.transport.loseConnection()
