from twisted.mail import imap4, smtp


class Visitor(imap4.IMAP4Client):
    def serverGreeting(self, capabilities):
        d = self.login(b"user", b"secret")
        d.addCallbacks(self.welcome, self.turned_away)

    def welcome(self, result):
        d = self.select("INBOX")
        d.addErrback(self.no_inbox)
        d.addCallback(print)
        return d

    def turned_away(self, failure):
        print("wrong password")

    def no_inbox(self, failure):
        """Not every mailbox has one."""
        return self.create("INBOX")


def deliver(message):
    d = smtp.sendmail("localhost", "a@example.org", ["b@example.org"], message)
    d.addErrback(refused)
    d.addCallback(print)
    return d


def refused(reason): print("not delivered")
