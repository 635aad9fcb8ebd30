import sys

from twisted.internet import protocol, reactor
from twisted.internet import error
from twisted.mail import imap4
from twisted.python import log


class StoppingClientFactory(protocol.ClientFactory):
    def clientConnectionFailed(self, connector, reason):
        log.err(reason, "connection failed")
        reactor.stop()

    def clientConnectionLost(self, connector, reason):
        try:
            reactor.stop()
        except error.ReactorNotRunning:
            return
        if not reason.check(error.ConnectionDone):
            log.err(reason, "connection lost")


HOST = "localhost"


class Greeter(imap4.IMAP4Client):
    def serverGreeting(self, capabilities):
        print(capabilities)
        self.logout().addBoth(lambda _: reactor.stop())


factory = StoppingClientFactory()
factory.protocol = Greeter
reactor.connectTCP(HOST, int(sys.argv[1]), factory)
reactor.run()
