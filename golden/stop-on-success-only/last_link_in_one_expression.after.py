# runs
from twisted.internet import reactor, task
from twisted.python import log

task.deferLater(reactor, 0.01, print, "done").addCallback(print).addErrback(log.err, "deferLater or a callback failed").addBoth(lambda _: reactor.stop())
reactor.run()
