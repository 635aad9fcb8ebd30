# runs
"""The callback that stops does so at the end of its chain, whatever happens."""

from twisted.internet import reactor, task
from twisted.python import log


class Asker:
    def begin(self):
        d = task.deferLater(reactor, 0.01, lambda: 42)
        d.addCallback(self.show)
        d.addErrback(log.err, "deferLater or a callback failed")
        d.addBoth(lambda _: reactor.stop())

    def show(self, answer):
        print("the answer is", answer)
        # That was all.
        return self.good_bye()

    def good_bye(self):
        d = task.deferLater(reactor, 0.01, len, "bye")
        return d


reactor.callWhenRunning(Asker().begin)
reactor.run()
