from twisted.mail import imap4, smtp
from twisted.python import log


class Visitor(imap4.IMAP4Client):
    def serverGreeting(self, capabilities):
        d = self.login(b"user", b"secret")
        d.addCallbacks(self.welcome, self.turned_away)
        d.addErrback(log.err, "login or a callback failed")

    def welcome(self, result):
        d = self.select("INBOX")
        d.addErrback(self.no_inbox)
        d.addCallback(print)
        return d

    def turned_away(self, failure):
        failure.trap(imap4.IMAP4Exception)
        print("wrong password")

    def no_inbox(self, failure):
        """Not every mailbox has one."""
        failure.trap(imap4.IMAP4Exception)
        return self.create("INBOX")


def deliver(message):
    d = smtp.sendmail("localhost", "a@example.org", ["b@example.org"], message)
    d.addErrback(refused)
    d.addCallback(print)
    return d


def refused(reason): reason.trap(smtp.SMTPClientError); print("not delivered")
