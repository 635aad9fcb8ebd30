from twisted.internet import reactor
from twisted.internet.threads import deferToThread
from twisted.python import log


def begin(work):
    d = deferToThread(work)
    d.addCallback(show)
    d.addErrback(log.err, "work or a callback failed")
    d.addBoth(lambda _: reactor.stop())


def show(answer):
    print(answer)
