import sys
from twisted.internet import reactor
from twisted.protocols.imap4 import IMAP4Client
from twisted.protocols import imap4


class Visitor(IMAP4Client):
    def serverGreeting(self, capabilities):
        d = self.login(*sys.argv[1:3])
        d.addCallbacks(self.welcome, self.turned_away)
        d.addErrback(self.failed)

    def welcome(self, result):
        print "welcome"

    def turned_away(self, failure):
        # The password, surely.
        failure.trap(imap4.IMAP4Exception)
        print >>sys.stderr, "login failed: `%s`" % failure.getErrorMessage()

    def failed(self, failure):
        failure.printTraceback()
