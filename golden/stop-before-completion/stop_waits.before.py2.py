import sys
from twisted.internet import reactor
from twisted.protocols.imap4 import IMAP4Client


class Greeter(IMAP4Client):
    def serverGreeting(self, capabilities):
        print >>sys.stdout, `capabilities`

        self.noop().addErrback(self.failed)
        reactor.stop()      # enough

    def failed(self, failure):
        print failure.getErrorMessage()
