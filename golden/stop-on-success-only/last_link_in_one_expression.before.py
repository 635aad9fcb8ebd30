# runs
from twisted.internet import reactor, task

task.deferLater(reactor, 0.01, print, "done").addCallback(print).addCallback(lambda _: reactor.stop())
reactor.run()
