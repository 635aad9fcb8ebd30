from twisted.internet import defer
from twisted.logger import Logger
from twisted.python import failure, log

news = Logger()


class Worker:
    own = Logger()

    def go(self):
        news.info("in a method of {value}", value=self)


def go(name):
    news.info("got {name}", name=name)
    news.failure("bad", failure=failure.Failure(ValueError(1)))
    return defer.succeed(log.callWithContext)
