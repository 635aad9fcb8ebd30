"""A stop takes the failure and says nothing, so the errback goes in front of it."""

from twisted.internet import reactor
from twisted.internet.threads import deferToThread
from twisted.python import log


def stop(ignored):
    reactor.stop()


d = deferToThread(sum, [1, 2])
d.addCallback(print)
d.addErrback(log.err, "sum or a callback failed")
d.addBoth(stop)

deferToThread(sum, [3, 4]).addCallback(print).addErrback(log.err, "sum or a callback failed").addBoth(lambda _: reactor.stop())

reactor.run()
