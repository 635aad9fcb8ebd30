import imaplib
import sys

from twisted.mail.imap4 import IMAP4Client, MessageSet


class Client(IMAP4Client):
    def download(self, uids):
        for uid in uids:
            d = self.fetchSpecific(uid, uid=1)  # reported
            d.addCallback(self.got, uid)
            self.fetchSpecific(uid, uid=1, peek=1).addCallback(self.got, uid)
            self.fetchHeaders(uid)

    def all(self):
        return self.fetchMessage(MessageSet(1, None))  # reported

    def got(self, message, uid):
        print "message", uid


def newest(box, number):
    return box.fetch(number, "(FLAGS BODY[])")  # reported


def about(box, number):
    return box.fetch(number, "(RFC822.HEADER RFC822.SIZE FLAGS)"), box.fetch(number, "(BODY.PEEK[])")
