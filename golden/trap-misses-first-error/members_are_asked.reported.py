from twisted.internet import defer, error
from twisted.python import log
from twisted.web.client import getPage


def nobody_there(failure):
    if failure.check(error.ConnectionRefusedError):  # reported
        print("nobody there")
        return None
    return failure


def both(one, other):
    d = defer.gatherResults([getPage(one), getPage(other)], consumeErrors=True)
    d.addErrback(nobody_there)
    d.addErrback(log.err)
