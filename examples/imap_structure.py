#!/usr/bin/env python
# List the messages of an IMAP mailbox: sender, subject and size.
#
#     imap_structure.py HOST PORT USER PASSWORD

import sys

from twisted.internet import defer, protocol, reactor
from twisted.mail import imap4


class Lister(imap4.IMAP4Client):
    def serverGreeting(self, caps):
        d = self.login(sys.argv[3], sys.argv[4])
        d.addCallback(lambda _: self.examine("INBOX"))
        d.addCallback(self.look)
        d.addCallback(self.leave)

    def look(self, mailbox):
        listed = []
        for number in xrange(1, mailbox["EXISTS"] + 1):
            # Both of these are Deferreds, and both are needed for a line.
            pair = defer.DeferredList([self.fetchEnvelope(str(number)),
                                       self.fetchSize(str(number))])
            pair.addCallback(self.show)
            listed.append(pair)
        return defer.DeferredList(listed)

    def show(self, results):
        envelopes, sizes = results[0][1], results[1][1]
        for number, item in envelopes.items():
            date, subject, senders = item["ENVELOPE"][:3]
            if subject == None:
                subject = "(no subject)"
            # A sender is (name, route, mailbox, host).
            print "%3d  %-24s" % (number, "%s@%s" % tuple(senders[0][2:4])),
            print subject,
            print "(%d bytes)" % int(sizes[number]["RFC822.SIZE"])

    def leave(self, ignored):
        self.logout()
        reactor.stop()


class ListerFactory(protocol.ClientFactory):
    protocol = Lister

    def clientConnectionFailed(self, connector, reason):
        print >>sys.stderr, "Could not connect:", reason.getErrorMessage()
        reactor.stop()


reactor.connectTCP(sys.argv[1], int(sys.argv[2]), ListerFactory())
reactor.run()
