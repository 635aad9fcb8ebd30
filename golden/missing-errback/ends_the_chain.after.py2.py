#!/usr/bin/env python
# -*- coding: utf-8 -*-
"""Asks a mailbox how full it is."""

import sys
from twisted.internet import reactor, protocol
from twisted.protocols.imap4 import IMAP4Client
from twisted.python import log


class Asker(IMAP4Client):
    def connectionMade(self):
        print "connected"
        d = self.status("INBOX", "MESSAGES")
        d.addCallback(self.show, sys.argv[2]); d.addErrback(log.err, "status or a callback failed"); self.asked = 1

    def show(self, answer, label):
        print >>sys.stdout, "%s: %s" % (label, `answer`)
        if answer <> {}: self.noop().addCallback(self.again).addErrback(log.err, "noop or a callback failed")

    def again(self, ignored):
        print "once more"


factory = protocol.ClientFactory()
factory.protocol = Asker
reactor.connectTCP(sys.argv[1], 143, factory)
reactor.run()
