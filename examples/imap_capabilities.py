#!/usr/bin/env python
# Ask an IMAP server what it can do.
#
#     imap_capabilities.py HOST PORT

import sys

from twisted.internet import protocol, reactor
from twisted.mail import imap4


class Interviewer(imap4.IMAP4Client):
    """Asks one question, prints the answer and goes away."""

    def connectionMade(self):
        print "Connected, asking."
        d = self.getCapabilities()
        d.addCallback(self.show)

    def show(self, caps):
        if caps == None:
            print "The server keeps its abilities to itself."
        else:
            names = caps.keys()
            names.sort()
            for name in names:
                print "%-12s" % name,
                if caps[name] <> None:      # None: needs no further words
                    print " ".join(caps[name]),
                print

        # That was the only question: say goodbye and leave.
        self.logout()
        reactor.stop()


class InterviewFactory(protocol.ClientFactory):
    protocol = Interviewer

    def clientConnectionFailed(self, connector, reason):
        print >>sys.stderr, "Could not connect:", reason.getErrorMessage()
        reactor.stop()


reactor.connectTCP(sys.argv[1], int(sys.argv[2]), InterviewFactory())
reactor.run()
