from twisted.internet import defer, error
from twisted.python import log
from twisted.web.client import getPage


def first(failure):
    failure.trap(defer.FirstError)
    print(failure.value.index)


def any_failure(failure):
    failure.trap(Exception)
    print(failure)


def of_one(failure):
    failure.trap(error.ConnectionRefusedError)


def both(one, other):
    d = defer.gatherResults([getPage(one), getPage(other)], consumeErrors=True)
    d.addErrback(first)
    d.addErrback(of_one)
    e = defer.gatherResults([getPage(one), getPage(other)], consumeErrors=True)
    e.addErrback(any_failure)
    getPage(one).addErrback(of_one).addErrback(log.err)
    return d, e
