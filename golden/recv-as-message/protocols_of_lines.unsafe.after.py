from twisted.internet import protocol
from twisted.internet.protocol import Protocol
from twisted.protocols.basic import LineReceiver


class Control(LineReceiver):
    def lineReceived(self, data):
        if data == b"STOP":
            self.transport.loseConnection()
        elif data in (b"TIME", b"DATE"):
            self.transport.write(b"noon\r\n")


class Words(LineReceiver):
    """Says how many words there are."""

    delimiter = b"\n"
    greeting = b"say something\n"

    def connectionMade(self):
        self.transport.write(self.greeting)

    def lineReceived(self, data):
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
