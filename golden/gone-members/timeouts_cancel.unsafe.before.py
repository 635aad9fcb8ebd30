from twisted.internet import defer


def wait():
    d = defer.Deferred()
    d.setTimeout(30)
    other = defer.Deferred()
    other.setTimeout(seconds=30)
    other.setTimeout(30, print)
    return d, other
