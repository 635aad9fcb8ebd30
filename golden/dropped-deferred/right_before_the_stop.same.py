"""The stop is what is wrong here, and another codemod's business."""

from twisted.internet import reactor
from twisted.mail import imap4


class Client(imap4.IMAP4Client):
    def serverGreeting(self, caps):
        self.logout()
        reactor.stop()
