#!/usr/bin/env python
# The greeting of a mail server: the protocol does one thing, the program decides what becomes of it.

import sys

from twisted.internet import defer, error, protocol, reactor
from twisted.protocols.imap4 import IMAP4Client


class Abilities(IMAP4Client):
    def good_bye(self, result):
        d = self.logout()
        d.addCallback(lambda _: result)
        return d

    def connectionMade(self):
        d = self.getCapabilities()
        d.addBoth(self.good_bye)
        d.chainDeferred(self.factory.outcome)


class AbilitiesFactory(protocol.ClientFactory):
    protocol = Abilities

    def __init__(self):
        self.outcome = defer.Deferred()

    def clientConnectionFailed(self, connector, reason):
        self.outcome.errback(reason)

    def clientConnectionLost(self, connector, reason):
        if not self.outcome.called or not reason.check(error.ConnectionDone):
            self.outcome.errback(reason)


def show(abilities):
    for name in abilities:
        print name


def complain(reason):
    print >>sys.stderr, reason.getErrorMessage()


factory = AbilitiesFactory()
factory.outcome.addCallback(show)
factory.outcome.addErrback(complain)
factory.outcome.addBoth(lambda _: reactor.stop())
reactor.connectTCP(sys.argv[1], 143, factory)
reactor.run()
