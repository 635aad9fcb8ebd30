import sys
from twisted.internet import protocol, reactor
from twisted.internet.defer import Deferred
from twisted.mail import imap4
from twisted.python import log

class Reader(imap4.IMAP4Client):
    def serverGreeting(self, capabilities):
        d = self.login("guest", "sesame")
        d.addCallback(lambda _: self.examine("INBOX"))
        d.addCallback(self.tell)
        d.addBoth(self.factory.finish)

    def tell(self, mailbox):
        print "messages:", mailbox["EXISTS"]
        return self.logout()

class ReaderFactory(protocol.ClientFactory):
    protocol = Reader

    def finish(self, result):
        if self.deferred is not None:
            deferred, self.deferred = self.deferred, None
            deferred.callback(result)

    def __init__(self, host):
        self.host = host
        self.deferred = Deferred()

    def clientConnectionFailed(self, connector, reason):
        self.finish(reason)

    def clientConnectionLost(self, connector, reason):
        self.finish(reason)

made = ReaderFactory(sys.argv[1])
made.deferred.addErrback(log.err, "the connection or a callback failed")
made.deferred.addBoth(lambda _: reactor.stop())
reactor.connectTCP(made.host, int(sys.argv[2]), made)
reactor.run()
