"""Says hello, and waits for one answer."""

from twisted.internet import protocol, reactor


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


if __name__ == "__main__":
    reactor.connectTCP("localhost", 7, HelloFactory())
    reactor.run()
