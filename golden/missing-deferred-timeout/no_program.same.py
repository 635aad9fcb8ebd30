from twisted.mail import imap4
from twisted.internet import reactor
from twisted.python import log


class Reader(imap4.IMAP4Client):
    def serverGreeting(self, capabilities):
        self.login("user", "secret").addErrback(log.err)
        self.list("", "*").addErrback(reactor.stop)
