#!/usr/bin/env python
# Log in to an IMAP server, and tell the user if it didn't work.
#
#     imap_login_errors.py HOST PORT USER PASSWORD

import sys

from twisted.internet import protocol, reactor
from twisted.mail import imap4


class Visitor(imap4.IMAP4Client):
    def serverGreeting(self, caps):
        d = self.login(self.factory.user, self.factory.password)
        d.addCallbacks(self.welcome, self.turned_away)

    def welcome(self, result):
        print "Logged in as '%s'." % self.factory.user
        d = self.select("INBOX")
        d.addCallback(self.count)
        d.addCallback(self.leave)
        return d

    def count(self, mailbox):
        print mailbox["EXISTS"], "messages"

    def turned_away(self, failure):
        # Only one thing can go wrong with a login: the password.
        print >>sys.stderr, "Wrong password for '%s': %s" % (
            self.factory.user, failure.getErrorMessage())
        return self.leave(None)         # clean up all the same

    def leave(self, ignored):
        d = self.logout()
        d.addBoth(lambda _: reactor.stop())
        return d


class VisitorFactory(protocol.ClientFactory):
    protocol = Visitor

    def __init__(self, (user, password)):
        self.user = user
        self.password = password

    def clientConnectionFailed(self, connector, reason):
        print >>sys.stderr, "Could not connect:", reason.getErrorMessage()
        reactor.stop()


reactor.connectTCP(sys.argv[1], int(sys.argv[2]), VisitorFactory(sys.argv[3:5]))
reactor.run()
