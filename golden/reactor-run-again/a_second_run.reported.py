from twisted.internet import protocol, reactor
from twisted.protocols import basic


def serve(factory):
    reactor.listenTCP(8007, factory)
    reactor.run()  # reported


class Echo(basic.LineReceiver):
    def lineReceived(self, line):
        self.sendLine(line)
        reactor.run()  # reported


def later():
    reactor.run()  # reported


for each in range(2):
    serve(protocol.Factory.forProtocol(Echo))
reactor.callLater(1, later)
reactor.run()
reactor.run()  # reported
