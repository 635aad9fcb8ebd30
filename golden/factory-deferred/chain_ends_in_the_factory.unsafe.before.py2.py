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
        d.addErrback(log.err, "could not read")
        d.addBoth(lambda _: reactor.stop())

    def tell(self, mailbox):
        print "messages:", mailbox["EXISTS"]
        return self.logout()

class ReaderFactory(protocol.ClientFactory):
    protocol = Reader

    def __init__(self, host):
        self.host = host

    def clientConnectionFailed(self, connector, reason):
        log.err(reason, "connection failed")
        reactor.stop()

    def clientConnectionLost(self, connector, reason):
        if reactor.running:
            reactor.stop()

made = ReaderFactory(sys.argv[1])
reactor.connectTCP(made.host, int(sys.argv[2]), made)
reactor.run()
