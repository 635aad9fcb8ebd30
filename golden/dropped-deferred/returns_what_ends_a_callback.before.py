"""A chain waits for what its callback began, where nothing else depends on it."""

from twisted.mail import imap4
from twisted.python import log


class Janitor(imap4.IMAP4Client):
    def serverGreeting(self, caps):
        d = self.login(b"user", b"secret")
        d.addCallback(self.logged_in)
        d.addCallback(lambda _: print("tidy"))
        d.addCallback(self.good_bye)
        d.addErrback(log.err)

    def logged_in(self, result):
        print("logged in")
        self.expunge()

    def good_bye(self, result):
        self.logout()


class Reader(imap4.IMAP4Client):
    def serverGreeting(self, caps):
        d = self.select("INBOX")
        d.addCallback(self.selected)
        d.addCallback(self.show)
        d.addErrback(log.err)

    def selected(self, mailbox):
        self.noop()

    def show(self, nothing):
        print(nothing)
