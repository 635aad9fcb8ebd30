# runs
from twisted.internet import reactor, task
from twisted.python import log

d = task.deferLater(reactor, 0.01, print, "done")
d.addErrback(log.err)
d.addBoth(lambda _: reactor.stop())
reactor.run()
