# runs
from twisted.internet import reactor
from twisted.internet.threads import deferToThread
from twisted.python import log


def done(*ignored):
    reactor.stop()


d = deferToThread(sum, [1, 2])
d.addCallback(print)
d.addErrback(log.err, "sum or a callback failed")
d.addBoth(lambda _: reactor.stop())
reactor.run()
