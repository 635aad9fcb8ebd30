#!/usr/bin/env python
import sys
from twisted.internet import reactor, protocol
from twisted.protocols.imap4 import IMAP4Client


class Lister(IMAP4Client):
    def serverGreeting(self, capabilities):
        d = self.login(sys.argv[2], sys.argv[3])
        d.addCallbacks(self.welcome, self.turned_away)

    def welcome(self, result):
        print "welcome"
        d = self.select("INBOX")
        d.addCallback(self.show)
        d.addCallback(self.leave)
        return d

    def show(self, mailbox):
        print `mailbox["EXISTS"]`

    def turned_away(self, failure):
        print >>sys.stderr, failure.getErrorMessage()
        return self.leave()

    def leave(self, ignored=None):
        d = self.logout()
        d.addBoth(lambda _: reactor.stop())
        return d


class ListerFactory(protocol.ClientFactory):
    protocol = Lister

    def clientConnectionFailed(self, connector, reason):
        print >>sys.stderr, reason.getErrorMessage()
        reactor.stop()


reactor.connectTCP(sys.argv[1], 143, ListerFactory())
reactor.run()
