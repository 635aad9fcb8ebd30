import sys
from twisted.mail import imap4
from twisted.internet import reactor


class Janitor(imap4.IMAP4Client):
    def serverGreeting(self, caps):
        print "tidying"
        self.select("INBOX")
        if len(sys.argv) > 1: self.expunge()
        else: self.noop(); print "nothing to do"
        try:
            self.close(
            )       # not needed after expunge
        except Exception, error:
            print >>sys.stderr, `error`
