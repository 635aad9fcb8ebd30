import sys
from twisted.mail import imap4
from twisted.internet import reactor
from twisted.python import log


class Janitor(imap4.IMAP4Client):
    def serverGreeting(self, caps):
        print "tidying"
        self.select("INBOX").addErrback(log.err, "select failed")
        if len(sys.argv) > 1: self.expunge().addErrback(log.err, "expunge failed")
        else: self.noop().addErrback(log.err, "noop failed"); print "nothing to do"
        try:
            self.close(
            ).addErrback(log.err, "close failed")       # not needed after expunge
        except Exception, error:
            print >>sys.stderr, `error`
