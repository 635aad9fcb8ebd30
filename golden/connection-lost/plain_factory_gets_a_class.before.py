import sys

from twisted.internet import protocol, reactor
from twisted.mail import imap4

HOST = "localhost"


class Greeter(imap4.IMAP4Client):
    def serverGreeting(self, capabilities):
        print(capabilities)
        self.logout().addBoth(lambda _: reactor.stop())


factory = protocol.ClientFactory()
factory.protocol = Greeter
reactor.connectTCP(HOST, int(sys.argv[1]), factory)
reactor.run()
