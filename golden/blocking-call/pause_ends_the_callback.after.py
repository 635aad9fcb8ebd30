# runs
"""The chain waits as long as before, and nothing else has to."""

import time
from time import sleep

from twisted.internet import defer, reactor
from twisted.internet import task


def rest(answer, how_long):
    """Wait for a while."""
    if answer is None:
        return
    print("resting after", answer)
    return task.deferLater(reactor, how_long, lambda: None)


class Speaker:
    def speak(self):
        d = defer.succeed("hello")
        d.addCallback(rest, 0.01)
        d.addCallback(self.pause)
        d.addErrback(print)
        d.addBoth(self.stop)

    def pause(self, ignored):
        print("pausing", ignored)
        return task.deferLater(reactor, 0.01, lambda: None  # a moment
        )

    def stop(self, ignored):
        print("stopped", ignored)
        reactor.callLater(0, reactor.stop)


reactor.callWhenRunning(Speaker().speak)
reactor.run()
