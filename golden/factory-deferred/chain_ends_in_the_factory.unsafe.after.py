import sys

from twisted.internet import protocol, reactor
from twisted.internet import defer
from twisted.mail import imap4
from twisted.python import log


class Reader(imap4.IMAP4Client):
    """Says how many messages there are."""

    def serverGreeting(self, capabilities):
        d = self.login(b"guest", b"sesame")
        d.addCallback(lambda _: self.examine("INBOX"))
        d.addCallback(self.tell)
        d.addBoth(self.factory.finish)

    def tell(self, mailbox):
        print("messages:", mailbox["EXISTS"])
        return self.logout()


class ReaderFactory(protocol.ClientFactory):
    # One connection only.
    protocol = Reader

    def __init__(self):
        self.deferred = defer.Deferred()

    def finish(self, result):
        if self.deferred is not None:
            deferred, self.deferred = self.deferred, None
            deferred.callback(result)

    def clientConnectionFailed(self, connector, reason):
        print("no connection:", reason.getErrorMessage())
        self.finish(None)

    def clientConnectionLost(self, connector, reason):
        self.finish(reason)


factory = ReaderFactory()
factory.deferred.addErrback(log.err, "the connection or a callback failed")
factory.deferred.addBoth(lambda _: reactor.stop())
reactor.connectTCP(sys.argv[1], int(sys.argv[2]), factory)
reactor.run()
