# What an IMAP server can do: HOST PORT.
# No errback, `logout` dropped and cut off by the stop, a stop on success only, a lost connection unnoticed.

import sys

from twisted.internet import protocol, reactor
from twisted.internet import error
from twisted.mail import imap4
from twisted.python import log


class Asker(imap4.IMAP4Client):
    def connectionMade(self):
        print("asking")
        self.getCapabilities().addCallback(self.tell).addErrback(log.err, "getCapabilities or a callback failed").addBoth(lambda _: reactor.stop())

    def tell(self, capabilities):
        for name in sorted(capabilities):
            values = [value.decode("ascii") for value in capabilities[name] or ()]
            print(name.decode("ascii"), *values)
        return self.logout()


class AskerFactory(protocol.ClientFactory):
    protocol = Asker

    def clientConnectionFailed(self, connector, reason):
        print("no connection:", reason.getErrorMessage(), file=sys.stderr)
        reactor.stop()

    def clientConnectionLost(self, connector, reason):
        try:
            reactor.stop()
        except error.ReactorNotRunning:
            return
        if not reason.check(error.ConnectionDone):
            log.err(reason, "connection lost")


reactor.connectTCP(sys.argv[1], int(sys.argv[2]), AskerFactory())
reactor.run()
