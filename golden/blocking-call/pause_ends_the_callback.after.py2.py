import time

from twisted.internet import defer
from twisted.internet import reactor
from twisted.internet import task
from twisted.internet.threads import deferToThread
from twisted.python import log


def fetch(page):
    def rest(answer):
        print "resting"
        return task.deferLater(reactor, 0777, lambda: None)

    d = deferToThread(page.load)
    d.addCallback(rest)
    d.addErrback(log.err)
