from twisted.internet import defer, reactor


class Base:
    def close(self):
        return defer.ensureDeferred(self._both())

    async def _both(self):
        await self._one(1)
        return 3

    async def _one(self, n):
        await defer.maybeDeferred(print, n)


Base().close().addCallback(print).addBoth(lambda _: reactor.stop())
reactor.run()
