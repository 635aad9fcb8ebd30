from twisted.internet import protocol, reactor
from twisted.protocols import basic


class Line(basic.LineReceiver):  # reported
    def lineReceived(self, line):
        print(line)
        reactor.stop()


class LineFactory(protocol.ClientFactory):
    protocol = Line

    def clientConnectionLost(self, connector, reason):
        connector.connect()


class Again(protocol.ReconnectingClientFactory):
    protocol = basic.LineReceiver


reactor.connectTCP("localhost", 7, LineFactory())
reactor.run()
