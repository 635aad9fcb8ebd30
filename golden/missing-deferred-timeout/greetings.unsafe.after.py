from twisted.internet import protocol, reactor
from twisted.mail import imap4
from twisted.python import log
from twisted.web.client import getPage


class Reader(imap4.IMAP4Client):
    """Reads."""

    # What the server can do.
    known = ()

    timeout = 30

    def serverGreeting(self, capabilities):
        self.logout().addTimeout(30, reactor).addErrback(log.err).addBoth(lambda _: reactor.stop())


class Asker(imap4.IMAP4Client):
    def connectionMade(self):
        self.noop().addTimeout(30, reactor).addErrback(log.err)


getPage(b"http://localhost/", timeout=30).addErrback(log.err)
getPage(b"http://localhost/", timeout=5).addErrback(log.err)
protocol.ClientCreator(reactor, Reader).connectTCP("localhost", 143).addErrback(log.err)
reactor.run()
