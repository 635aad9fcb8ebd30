import time

from twisted.internet import defer
from twisted.internet.threads import deferToThread
from twisted.python import log


def fetch(page):
    def rest(answer):
        print "resting"
        time.sleep(0777)

    d = deferToThread(page.load)
    d.addCallback(rest)
    d.addErrback(log.err)
