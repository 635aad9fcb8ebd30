import sys

from twisted.internet import reactor


def main():
    reactor.callLater(1, reactor.stop)
    reactor.run()


def start():
    if not reactor.running:
        reactor.run()


def child():
    reactor.run()


reactor.callWhenRunning(start)
if len(sys.argv) > 1:
    child()
elif __name__ == "__main__":
    main()


class Other:
    def run(self):
        return self


other = Other()
other.run()
other.run()
