import sys

from twisted.internet import endpoints, protocol, reactor as loop
from twisted.internet import task


class Greeter(protocol.Protocol):
    def connectionMade(self):
        self.transport.write(b"hello\r\n")


def connected(greeter):
    print("connected")


def report(reason):
    print("no greeting:", reason.getErrorMessage(), file=sys.stderr)
    raise SystemExit(1)


def start(loop):
    host = endpoints.TCP4ClientEndpoint(loop, sys.argv[1], int(sys.argv[2]))
    d = endpoints.connectProtocol(host, Greeter())
    d.addCallback(connected)
    d.addErrback(report)
    return d


if __name__ == "__main__":
    task.react(start)
