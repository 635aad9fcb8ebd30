from collections.abc import Generator

from twisted.internet import defer
from twisted.protocols import basic


class Reader(basic.LineReceiver):
    @defer.inlineCallbacks
    def lineReceived(self, line):
        yield defer.ensureDeferred(self._answer(line))
        yield defer.ensureDeferred(self.answer(line))

    async def _answer(self, line):
        await defer.succeed(line)

    async def answer(self, line):
        await defer.succeed(line)


async def public(n) -> str:
    if n:
        await (defer.ensureDeferred(public(n - 1)) or None)
    return (await defer.succeed("x"))


def either(n):
    return defer.ensureDeferred(public(n)) if n else None
