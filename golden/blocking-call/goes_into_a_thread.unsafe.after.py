"""What waits for a server may do so in a thread; who else calls the function is not known for the last."""

import time
import urllib.request

from twisted.internet import defer, threads
from twisted.internet import reactor
from twisted.internet import task
from twisted.python import log


def load(address):
    return threads.deferToThread(urllib.request.urlopen, address, timeout=10)


def rest(ignored):
    print("resting")
    return task.deferLater(reactor, 5, lambda: None)


def fetch():
    def ask(question):
        return threads.deferToThread(input)

    d = threads.deferToThread(print, "begin")
    d.addCallback(ask)
    d.addCallback(load)
    d.addCallback(rest)
    d.addErrback(log.err)
    return d
