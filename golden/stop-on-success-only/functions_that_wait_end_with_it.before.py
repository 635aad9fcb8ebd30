from twisted.internet import defer, reactor
from twisted.mail import imap4, smtp


class Reader(imap4.IMAP4Client):
    @defer.inlineCallbacks
    def serverGreeting(self, capabilities):
        yield self.login(b"guest", b"sesame")


@defer.inlineCallbacks
def send():
    yield smtp.sendmail("localhost", "me", ["you"], b"")
    print("one is sent")
    smtp.sendmail("localhost", "me", ["you"], b"")
    reactor.stop()


send()
reactor.run()
