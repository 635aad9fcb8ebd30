from twisted.internet import protocol, reactor


class Greeter(protocol.Protocol):
    def dataReceived(self, data):
        reactor.stop()
