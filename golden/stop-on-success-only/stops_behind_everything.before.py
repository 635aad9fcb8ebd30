# runs
"""The callback that stops does so at the end of its chain, whatever happens."""

from twisted.internet import reactor, task


class Asker:
    def begin(self):
        d = task.deferLater(reactor, 0.01, lambda: 42)
        d.addCallback(self.show)

    def show(self, answer):
        print("the answer is", answer)
        # That was all.
        self.good_bye()
        reactor.stop()

    def good_bye(self):
        d = task.deferLater(reactor, 0.01, len, "bye")
        return d


reactor.callWhenRunning(Asker().begin)
reactor.run()
