from twisted.internet import defer, protocol, reactor
from twisted.protocols import imap4
from twisted.python import log


class Reader(imap4.IMAP4Client):
    timeout = 30

    def serverGreeting(self, capabilities):
        d = self.login("user", "secret").addTimeout(30, reactor)
        d.addCallback(self.loggedIn).addErrback(log.err)
        d.addBoth(lambda _: reactor.stop())

    def loggedIn(self, result):
        print "logged in"
        return defer.gatherResults([
            self.status("INBOX", "MESSAGES").addTimeout(30, reactor),
            (self.status("Sent", "MESSAGES")).addTimeout(30, reactor).addCallback(log.msg),
        ])

    @defer.inlineCallbacks
    def read(self):
        names = yield self.list("", "*").addTimeout(30, reactor)
        self.logout()


class ReaderFactory(protocol.ClientFactory):
    protocol = Reader


reactor.connectTCP("localhost", 143, ReaderFactory())
reactor.run()
