"""The same bytes as in Python 2."""

from twisted.internet import protocol
from twisted.protocols import basic


class Greeter(basic.LineReceiver):
    def greet(self):
        self.transport.write(b"220 ready\r\n")
        self.transport.write(b"221 " b'ready' br"\n" b"")
        self.transport.writeSequence([b"a", b"b", (b"c")])
        self.sendLine(b"done\x00")


class Clock(protocol.DatagramProtocol):
    def datagramReceived(self, datagram, address):
        self.transport.write(b"tick", address)
