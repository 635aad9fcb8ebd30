import sys

from twisted.internet import defer
from twisted.logger import Logger

log = Logger()


def go(name, d):
    log.info("plain {{braces}}")
    log.info("{name} sent {d!r}, {value}%", name=name, d=d, value=3)
    log.info("one {name}", name=name)
    log.info("two {name} three {value}", name=name, value=len(name))
    log.info("{name}", name=name)
    log.info("a {name} b {upper!r} {{}}", name=name, upper=name.upper())
    log.info("x {name} and {result!r} {{}}", name=name, result=d.result)
    log.info("{value}", value="%5.2f" % 3.1)
    log.info("{value} {value}", value=name.format)
    log.info("{upper} {upper2} {name}", upper=name.upper(), upper2=name.upper(), name=name)
    log.info('say "hi"\n')
    log.info("{who} and {what!r}", who=1, what=name)
    defer.fail(ValueError(1)).addErrback(lambda failure: log.failure("why", failure=failure))
    defer.fail(ValueError(1)).addErrback(lambda failure: log.failure("Unhandled Error", failure=failure))
    defer.fail(ValueError(1)).addErrback(bad)
    defer.fail(ValueError(1)).addCallbacks(print, lambda failure: log.failure("Unhandled Error", failure=failure))
    defer.fail(ValueError(1)).addErrback(lambda _: log.info("failed"))
    try:
        print(1 / 0)
    except ZeroDivisionError:
        log.failure("Unhandled Error")
        log.failure("caught")
    log.error("text")


def bad(failure):
    log.failure("why", failure=failure)


go("me", defer.succeed(sys.maxsize))
