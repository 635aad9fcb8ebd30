"""A stop takes the failure and says nothing, so the errback goes in front of it."""

from twisted.internet import reactor
from twisted.internet.threads import deferToThread


def stop(ignored):
    reactor.stop()


d = deferToThread(sum, [1, 2])
d.addCallback(print)
d.addBoth(stop)

deferToThread(sum, [3, 4]).addCallback(print).addBoth(lambda _: reactor.stop())

reactor.run()
