"""What waits for a server may do so in a thread; who else calls the function is not known for the last."""

import time
import urllib.request

from twisted.internet import defer, threads
from twisted.python import log


def load(address):
    return urllib.request.urlopen(address, timeout=10)


def rest(ignored):
    print("resting")
    time.sleep(5)


def fetch():
    def ask(question):
        return input()

    d = threads.deferToThread(print, "begin")
    d.addCallback(ask)
    d.addCallback(load)
    d.addCallback(rest)
    d.addErrback(log.err)
    return d
