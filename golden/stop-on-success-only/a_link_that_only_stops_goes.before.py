# runs
from twisted.internet import reactor
from twisted.internet.threads import deferToThread


def done(*ignored):
    reactor.stop()


d = deferToThread(sum, [1, 2])
d.addCallback(print)
d.addCallback(done)
reactor.run()
