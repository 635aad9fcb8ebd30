# What an IMAP server can do: HOST PORT.
# No errback, `logout` dropped and cut off by the stop, a stop on success only, a lost connection unnoticed.

import sys

from twisted.internet import protocol, reactor
from twisted.mail import imap4


class Asker(imap4.IMAP4Client):
    def connectionMade(self):
        print("asking")
        self.getCapabilities().addCallback(self.tell)

    def tell(self, capabilities):
        for name in sorted(capabilities):
            values = [value.decode("ascii") for value in capabilities[name] or ()]
            print(name.decode("ascii"), *values)
        self.logout()
        reactor.stop()


class AskerFactory(protocol.ClientFactory):
    protocol = Asker

    def clientConnectionFailed(self, connector, reason):
        print("no connection:", reason.getErrorMessage(), file=sys.stderr)
        reactor.stop()


reactor.connectTCP(sys.argv[1], int(sys.argv[2]), AskerFactory())
reactor.run()
