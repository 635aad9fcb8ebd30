from twisted.internet import error
from twisted.mail import imap4


class Visitor(imap4.IMAP4Client):
    def serverGreeting(self, capabilities):
        d = self.login(b"user", b"secret")
        d.addCallbacks(self.welcome, self.turned_away)
        d.addErrback(self.lost)
        d.addErrback(self.handed_on)
        d.addCallback(print)
        d.addErrback(self.report)
        self.select(b"INBOX").addCallbacks(print, self.keep)
        self.logout().addCallbacks(print, self.show)

    def keep(self, failure):
        self.failed = failure

    def show(self, failure):
        print("cannot leave: %s" % failure)

    def welcome(self, result):
        print("welcome")

    def turned_away(self, failure):
        failure.trap(imap4.IMAP4Exception)
        print("wrong password")

    def lost(self, failure):
        if failure.check(error.ConnectionLost):
            print("lost")

    def handed_on(self, failure):
        print("failed")
        return failure

    def report(self, failure):
        print(failure.getErrorMessage())

    def lineReceived(self, line):
        d = self.factory.find(line)
        d.addErrback(self.instead)
        d.addCallback(self.sendLine)
        d.addErrback(self.report)

    def instead(self, _):
        return b"internal error"
