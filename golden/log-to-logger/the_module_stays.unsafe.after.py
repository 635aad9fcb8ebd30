import sys

from twisted.internet import defer
from twisted.python import log
from twisted.logger import Logger

logger = Logger()

log.startLogging(sys.stderr)


def go(name):
    logger.info("got {name}", name=name)
    log.err(name)
    log.msg("x", system="mail")
    log.msg("y", isError=True)
    return defer.fail(ValueError(1)).addBoth(log.err)


go("me")
