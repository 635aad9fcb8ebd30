from twisted.internet import reactor
from twisted.internet.threads import deferToThread
from twisted.python import log


def stop(ignored):
    reactor.stop()


def finish(answer):
    print(answer)
    reactor.stop()


def complain(failure):
    print(failure)
    reactor.stop()


d = deferToThread(sum, [1, 2])
d.addCallback(print)
d.addErrback(log.err)
d.addBoth(stop)

deferToThread(sum, [1, 2]).addCallback(print).addErrback(log.err).addCallback(lambda _: reactor.stop())

deferToThread(sum, [1, 2]).addCallback(finish).addErrback(complain)

d = deferToThread(sum, [1, 2])
d.addErrback(log.err)
d.addCallback(stop)

d = deferToThread(sum, [1, 2])
d.addCallbacks(lambda _: deferToThread(sum, [3, 4]).addCallbacks(finish, complain), complain)
d.addErrback(log.err)


def work():
    d = deferToThread(sum, [1, 2])
    d.addCallback(finish)
    return d


reactor.run()
