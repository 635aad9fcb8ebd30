from twisted.internet import defer, reactor
from twisted.mail import imap4, smtp
from twisted.python import log


class Reader(imap4.IMAP4Client):
    @defer.inlineCallbacks
    def serverGreeting(self, capabilities):
        yield self.login(b"guest", b"sesame")


@defer.inlineCallbacks
def send():
    yield smtp.sendmail("localhost", "me", ["you"], b"")
    print("one is sent")
    yield smtp.sendmail("localhost", "me", ["you"], b"")


send().addErrback(log.err, "send failed").addBoth(lambda _: reactor.stop())
reactor.run()
