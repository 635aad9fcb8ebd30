from twisted.internet import protocol, reactor
from twisted.python import log


class Greeter(protocol.Protocol):
    def dataReceived(self, data):
        print(data)
        reactor.stop()


class GreeterFactory(protocol.ClientFactory):
    protocol = Greeter

    def clientConnectionFailed(self, connector, reason):
        log.err(reason, "connection failed")
        reactor.stop()


reactor.connectTCP("localhost", 7, GreeterFactory())
reactor.run()  # reported
