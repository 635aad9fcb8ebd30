from twisted.internet import defer
from twisted.logger import Logger
from twisted.python import failure, log

news = Logger()


class Worker:
    own = Logger()

    def go(self):
        log.msg("in a method of %s" % self)


def go(name):
    log.msg("got %s" % name)
    log.err(failure.Failure(ValueError(1)), "bad")
    return defer.succeed(log.callWithContext)
