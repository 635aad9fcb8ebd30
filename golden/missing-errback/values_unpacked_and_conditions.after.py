from twisted.web.client import getPage
from twisted.python import log


def lengths(one, two):
    first, second = getPage(one), getPage(two)
    first.addCallback(len)
    first.addErrback(log.err, "getPage or a callback failed")
    second.addCallback(len)
    second.addErrback(log.err, "getPage or a callback failed")
    if (third := getPage(one + two)) is not None:
        third.addCallback(len)
        third.addErrback(log.err, "getPage or a callback failed")
