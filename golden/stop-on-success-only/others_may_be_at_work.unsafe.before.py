from twisted.internet import reactor
from twisted.internet.threads import deferToThread


def begin(work):
    d = deferToThread(work)
    d.addCallback(show)


def show(answer):
    print(answer)
    reactor.stop()
