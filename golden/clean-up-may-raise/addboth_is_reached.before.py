from twisted.internet import defer, reactor
from twisted.mail import imap4


class Visitor(imap4.IMAP4Client):
    def serverGreeting(self, capabilities):
        d = self.login(b"user", b"secret")
        d.addCallback(print)
        d.addErrback(self.turned_away)

    def turned_away(self, failure):
        print(failure.getErrorMessage())
        return self.leave("INBOX")

    def leave(self, box):
        d = self.status(box, "MESSAGES", *(), **{})
        d.addBoth(lambda _: reactor.stop())
        return d

    def connectionLost(self, reason):
        self.logout().addBoth(print)

    def welcome(self):
        d = self.logout()
        d.addBoth(lambda _: reactor.stop())
        return defer.succeed(d)
