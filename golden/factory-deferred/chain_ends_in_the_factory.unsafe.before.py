import sys

from twisted.internet import protocol, reactor
from twisted.mail import imap4


class Reader(imap4.IMAP4Client):
    """Says how many messages there are."""

    def serverGreeting(self, capabilities):
        d = self.login(b"guest", b"sesame")
        d.addCallback(lambda _: self.examine("INBOX"))
        d.addCallback(self.tell)

    def tell(self, mailbox):
        print("messages:", mailbox["EXISTS"])
        self.logout()
        reactor.stop()


class ReaderFactory(protocol.ClientFactory):
    # One connection only.
    protocol = Reader

    def clientConnectionFailed(self, connector, reason):
        print("no connection:", reason.getErrorMessage())
        reactor.stop()


reactor.connectTCP(sys.argv[1], int(sys.argv[2]), ReaderFactory())
reactor.run()
