from twisted.internet import defer, error
from twisted.python import log
from twisted.web.client import getPage


def nobody_there(failure):
    failure.trap(error.ConnectionRefusedError)
    print("nobody there:", failure.getErrorMessage())


def both(one, other):
    d = defer.gatherResults([getPage(one), getPage(other)], consumeErrors=True)
    d.addCallback(len)
    d.addErrback(nobody_there)
    d.addErrback(log.err)
