from twisted.internet import defer, reactor


class Base:
    def close(self):
        return self._both()

    @defer.inlineCallbacks
    def _both(self):
        yield self._one(1)
        return 3

    @defer.inlineCallbacks
    def _one(self, n):
        yield defer.maybeDeferred(print, n)


Base().close().addCallback(print).addBoth(lambda _: reactor.stop())
reactor.run()
