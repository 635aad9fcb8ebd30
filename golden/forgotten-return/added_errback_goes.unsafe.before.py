from twisted.mail import imap4
from twisted.python import log


class Reader(imap4.IMAP4Client):
    def serverGreeting(self, capabilities):
        d = self.login(b"guest", b"sesame")
        d.addCallback(self.inside)
        d.addCallback(self.count)
        d.addErrback(log.err, "login or a callback failed")

    def inside(self, result):
        self.select("INBOX").addErrback(log.err, "select failed")

    def count(self, mailbox):
        print(mailbox["EXISTS"])
