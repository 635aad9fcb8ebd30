import sys
from twisted.internet import reactor
from twisted.protocols.imap4 import IMAP4Client


class Visitor(IMAP4Client):
    def serverGreeting(self, capabilities):
        self.login(sys.argv[1], sys.argv[2]).addCallbacks(self.welcome, self.turned_away)

    def turned_away(self, failure):
        print >>sys.stderr, "`%s`" % failure.getErrorMessage()
        d = self.logout( )
        d.addBoth(lambda _: reactor.stop())
        return d

    def welcome(self, result):
        print "welcome"
