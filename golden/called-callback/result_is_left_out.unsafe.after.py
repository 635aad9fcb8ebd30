"""Functions without a place for the result."""

from twisted.internet import reactor
from twisted.internet.threads import deferToThread
from twisted.python import log


def finished():
    print("finished")


def fetch(page):
    d = deferToThread(page.load)
    d.addCallback(lambda _: finished())
    d.addErrback(log.err)
    d.addBoth(lambda _: reactor.stop())
    d.addCallback(show("a", 1))


def show(label, page):
    print(label, page)
