from twisted.internet import defer
from twisted.internet.threads import deferToThread


def added_afterwards(get):
    d = deferToThread(get, "/")
    both = defer.DeferredList([d, deferToThread(get, "/about")])
    d.addCallback(print)
    return both
