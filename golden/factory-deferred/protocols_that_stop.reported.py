from twisted.internet import protocol, reactor
from twisted.internet.reactor import stop
from twisted.mail import imap4
from twisted.protocols import basic


class Reader(imap4.IMAP4Client):  # reported
    def serverGreeting(self, capabilities):
        self.getCapabilities().addCallback(print).addBoth(lambda _: reactor.stop())


class Line(basic.LineReceiver):  # reported
    def lineReceived(self, line):
        stop()


class Process(protocol.ProcessProtocol):
    def processEnded(self, reason):
        reactor.stop()


class Quiet(basic.LineReceiver):
    def lineReceived(self, line):
        self.transport.loseConnection()


class ReaderFactory(protocol.ClientFactory):
    protocol = Reader

    def clientConnectionFailed(self, connector, reason):
        reactor.stop()


reactor.connectTCP("localhost", 143, ReaderFactory())
reactor.spawnProcess(Process(), "ls")
protocol.ClientCreator(reactor, Line).connectTCP("localhost", 7)
reactor.run()
