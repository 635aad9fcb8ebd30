from twisted.internet import defer, reactor, task
from twisted.mail import imap4


class Visitor(imap4.IMAP4Client):
    def serverGreeting(self, capabilities):
        d = self.login(b"user", b"secret")
        d.addErrback(self.turned_away)
        d.addErrback(self.handle)
        d.addErrback(self.wait)

    def turned_away(self, failure):
        d = defer.maybeDeferred(self.logout)
        d.addBoth(lambda _: reactor.stop())
        return d

    def handle(self, failure):
        try:
            self.logout().addBoth(lambda _: reactor.stop())
        except AttributeError:
            reactor.stop()

    def wait(self, failure):
        d = task.deferLater(reactor, 1, print)
        d.addBoth(lambda _: reactor.stop())
        return self.noop()

    def welcome(self):
        d = self.logout()
        d.addBoth(lambda _: reactor.stop())
        return d
