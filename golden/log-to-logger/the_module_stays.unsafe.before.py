import sys

from twisted.internet import defer
from twisted.python import log

log.startLogging(sys.stderr)


def go(name):
    log.msg("got %s" % name)
    log.err(name)
    log.msg("x", system="mail")
    log.msg("y", isError=True)
    return defer.fail(ValueError(1)).addBoth(log.err)


go("me")
