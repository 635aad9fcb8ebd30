from twisted.internet import defer
from twisted.internet import reactor


def wait():
    d = defer.Deferred()
    d.addTimeout(30, reactor)
    other = defer.Deferred()
    other.setTimeout(seconds=30)
    other.setTimeout(30, print)
    return d, other
