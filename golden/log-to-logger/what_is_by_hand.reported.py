import sys

from twisted.python import log

log.startLogging(sys.stdout)  # reported
log.addObserver(print)  # reported


def go(name, *args, **fields):
    log.msg(*args)  # reported
    log.msg("x", **fields)  # reported
    log.err(name)  # reported
    log.err(name, "why")  # reported
    return log.msg("x")  # reported
