from twisted.internet import protocol, reactor
from twisted.protocols import imap4


class Reader(imap4.IMAP4Client):  # reported
    def serverGreeting(self, capabilities):
        print "connected"
        self.logout().addBoth(self.stop)

    def stop(self, result):
        reactor.stop()


class ReaderFactory(protocol.ClientFactory):
    protocol = Reader


reactor.connectTCP("localhost", 143, ReaderFactory())
reactor.run()
