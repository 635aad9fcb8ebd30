from collections.abc import Generator

from twisted.internet import defer
from twisted.protocols import basic


class Reader(basic.LineReceiver):
    @defer.inlineCallbacks
    def lineReceived(self, line):
        yield self._answer(line)
        yield self.answer(line)

    @defer.inlineCallbacks
    def _answer(self, line):
        yield defer.succeed(line)

    @defer.inlineCallbacks
    def answer(self, line):
        yield defer.succeed(line)


@defer.inlineCallbacks
def public(n) -> Generator[defer.Deferred, object, str]:
    if n:
        yield public(n - 1) or None
    return (yield defer.succeed("x"))


def either(n):
    return public(n) if n else None
