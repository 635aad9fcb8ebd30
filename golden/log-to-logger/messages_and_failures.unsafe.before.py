import sys

from twisted.internet import defer
from twisted.python import log


def go(name, d):
    log.msg("plain {braces}")
    log.msg("%s sent %r, %d%%" % (name, d, 3))
    log.msg("one %s" % name)
    log.msg("two", name, "three", len(name))
    log.msg(name)
    log.msg("a {} b {!r} {{}}".format(name, name.upper()))
    log.msg(f"x {name} and {d.result!r} {{}}")
    log.msg("%5.2f" % 3.1)
    log.msg("%s %s" % (name.format, name.format))
    log.msg("%s %s %s" % (name.upper(), name.upper(), name))
    log.msg('say "hi"\n')
    log.msg(format="%(who)s and %(what)r", who=1, what=name)
    defer.fail(ValueError(1)).addErrback(log.err, "why")
    defer.fail(ValueError(1)).addErrback(log.err)
    defer.fail(ValueError(1)).addErrback(bad)
    defer.fail(ValueError(1)).addCallbacks(print, log.err)
    defer.fail(ValueError(1)).addErrback(lambda _: log.msg("failed"))
    try:
        print(1 / 0)
    except ZeroDivisionError:
        log.err()
        log.err(None, "caught")
    log.err("text")


def bad(failure):
    log.err(failure, "why")


go("me", defer.succeed(sys.maxsize))
