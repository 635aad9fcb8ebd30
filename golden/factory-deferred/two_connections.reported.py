from twisted.internet import protocol, reactor
from twisted.protocols import basic


class Line(basic.LineReceiver):  # reported
    def lineReceived(self, line):
        print(line)
        reactor.stop()


class LineFactory(protocol.ClientFactory):
    protocol = Line


reactor.connectTCP("localhost", 7, LineFactory())
reactor.connectTCP("localhost", 17, LineFactory())
reactor.run()
