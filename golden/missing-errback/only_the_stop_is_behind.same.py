from twisted.internet import reactor
from twisted.internet.threads import deferToThread
from twisted.python import log


def done(_):
    reactor.stop()


d = deferToThread(sum, [1, 2])
d.addCallback(print)
d.addErrback(log.err, "no sum")
d.addCallback(done)
reactor.run()
