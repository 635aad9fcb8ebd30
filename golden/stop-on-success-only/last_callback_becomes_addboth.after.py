# runs
from twisted.internet import reactor, task
from twisted.python import log


def stop(ignored):
    reactor.stop()


d = task.deferLater(reactor, 0.01, print, "done")
d.addCallback(print)
d.addErrback(log.err, "deferLater or a callback failed")
d.addBoth(stop)
reactor.run()
