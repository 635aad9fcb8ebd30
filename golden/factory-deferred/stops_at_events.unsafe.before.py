import sys

from twisted.internet import protocol, reactor
from twisted.protocols import basic


class Repeater(basic.LineReceiver):
    delimiter = b"\n"

    def connectionMade(self):
        self.transport.write(b"first\nsecond\n")
        self.wanted = 3

    def lineReceived(self, line):
        print(line)
        self.wanted -= 1
        if not self.wanted:
            reactor.stop()

    def lineLengthExceeded(self, line):
        print("too long")
        reactor.stop()


class RepeaterFactory(protocol.ClientFactory):
    protocol = Repeater


factory = RepeaterFactory()
factory.noisy = False
reactor.connectTCP(sys.argv[1], int(sys.argv[2]), factory)
reactor.run()
