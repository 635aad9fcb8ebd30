import sys

from twisted.internet import endpoints, protocol, reactor as loop


class Greeter(protocol.Protocol):
    def connectionMade(self):
        self.transport.write(b"hello\r\n")


def connected(greeter):
    print("connected")


def report(reason):
    print("no greeting:", reason.getErrorMessage(), file=sys.stderr)


def start():
    host = endpoints.TCP4ClientEndpoint(loop, sys.argv[1], int(sys.argv[2]))
    d = endpoints.connectProtocol(host, Greeter())
    d.addCallback(connected)
    d.addErrback(report)
    d.addBoth(lambda _: loop.stop())
    loop.run()


if __name__ == "__main__":
    start()
