from twisted.internet import protocol, reactor
from twisted.protocols import basic


class Line(basic.LineReceiver):  # reported
    def lineReceived(self, line):
        print(line)
        reactor.stop()


class LineFactory(protocol.ClientFactory):
    protocol = Line


# Others stop the reactor, too.
reactor.callLater(60, reactor.stop)
reactor.connectTCP("localhost", 7, LineFactory())
reactor.run()
