# runs
from twisted.internet import reactor, task


def stop(ignored):
    reactor.stop()


d = task.deferLater(reactor, 0.01, print, "done")
d.addCallback(print)
d.addCallback(stop)
reactor.run()
