import sys

from twisted.internet import protocol, reactor
from twisted.internet import defer
from twisted.protocols import basic
from twisted.python import log


class Repeater(basic.LineReceiver):
    delimiter = b"\n"

    def connectionMade(self):
        self.transport.write(b"first\nsecond\n")
        self.wanted = 3

    def lineReceived(self, line):
        print(line)
        self.wanted -= 1
        if not self.wanted:
            self.factory.finish(None)

    def lineLengthExceeded(self, line):
        print("too long")
        self.factory.finish(None)


class RepeaterFactory(protocol.ClientFactory):
    protocol = Repeater

    def __init__(self):
        self.deferred = defer.Deferred()

    def finish(self, result):
        if self.deferred is not None:
            deferred, self.deferred = self.deferred, None
            deferred.callback(result)

    def clientConnectionFailed(self, connector, reason):
        self.finish(reason)

    def clientConnectionLost(self, connector, reason):
        self.finish(reason)


factory = RepeaterFactory()
factory.noisy = False
factory.deferred.addErrback(log.err, "the connection or a callback failed")
factory.deferred.addBoth(lambda _: reactor.stop())
reactor.connectTCP(sys.argv[1], int(sys.argv[2]), factory)
reactor.run()
