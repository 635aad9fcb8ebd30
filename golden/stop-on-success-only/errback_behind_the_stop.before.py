# runs
from twisted.internet import reactor, task
from twisted.python import log

d = task.deferLater(reactor, 0.01, print, "done")
d.addCallback(lambda _: reactor.stop())
d.addErrback(log.err)
reactor.run()
