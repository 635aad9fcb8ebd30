"""The same bytes as in Python 2."""

from twisted.internet import protocol
from twisted.protocols import basic


class Greeter(basic.LineReceiver):
    def greet(self):
        self.transport.write("220 ready\r\n")
        self.transport.write(u"221 " 'ready' r"\n" "")
        self.transport.writeSequence(["a", b"b", ("c")])
        self.sendLine("done\x00")


class Clock(protocol.DatagramProtocol):
    def datagramReceived(self, datagram, address):
        self.transport.write("tick", address)
