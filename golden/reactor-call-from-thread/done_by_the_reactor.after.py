"""What threads ask of the reactor is done in its own thread."""

import threading

from twisted.internet import reactor, threads


def finish():
    print("finishing")
    reactor.callFromThread(reactor.callLater, 0.01, print, "soon")
    reactor.callFromThread(reactor.callLater,
        0.02,  # a moment
        reactor.stop,
    )


def begin():
    threading.Thread(target=finish).start()


class Worker:
    def start(self):
        d = threads.deferToThread(self.work)
        d.addErrback(print)

    def work(self):
        print("working")
        reactor.callFromThread(reactor.callWhenRunning, begin)


reactor.callInThread(lambda: reactor.callFromThread(reactor.callWhenRunning, Worker().start))
reactor.run()
