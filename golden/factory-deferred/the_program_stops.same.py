from twisted.internet import defer, protocol, reactor
from twisted.python import log


class Greeter(protocol.Protocol):
    def dataReceived(self, data):
        self.factory.done.callback(data)


class GreeterFactory(protocol.ClientFactory):
    protocol = Greeter

    def __init__(self):
        self.done = defer.Deferred()


factory = GreeterFactory()
factory.done.addCallback(print)
factory.done.addErrback(log.err)
factory.done.addBoth(lambda _: reactor.stop())
reactor.connectTCP("localhost", 7, factory)
reactor.run()
