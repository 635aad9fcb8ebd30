"""Says hello, and waits for one answer."""

from twisted.internet import protocol, reactor
from twisted.internet import error
from twisted.python import log


class Hello(protocol.Protocol):
    def connectionMade(self):
        self.transport.write(b"hello\r\n")

    def dataReceived(self, data):
        print(data)
        reactor.stop()


class HelloFactory(protocol.ClientFactory):
    protocol = Hello

    def clientConnectionFailed(self, connector, reason):
        print("cannot connect")
        reactor.stop()  # nothing else to do

    def clientConnectionLost(self, connector, reason):
        try:
            reactor.stop()
        except error.ReactorNotRunning:
            return
        if not reason.check(error.ConnectionDone):
            log.err(reason, "connection lost")


if __name__ == "__main__":
    reactor.connectTCP("localhost", 7, HelloFactory())
    reactor.run()
