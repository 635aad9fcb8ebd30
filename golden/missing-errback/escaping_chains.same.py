"""Whoever gets the Deferred adds the errback; so it is with all that is here."""

from twisted.internet import defer, reactor
from twisted.internet.threads import deferToThread
from twisted.python import log


class Client:
    def returned(self):
        d = deferToThread(self.work)
        d.addCallback(self.done)
        return d

    def returned_by_an_expression(self):
        return deferToThread(self.work).addCallback(self.done)

    @defer.inlineCallbacks
    def yielded(self):
        d = deferToThread(self.work)
        d.addCallback(self.done)
        yield d

    async def awaited(self):
        d = deferToThread(self.work)
        d.addCallback(self.done)
        await d

    def stored(self):
        self.running = deferToThread(self.work)
        self.running.addCallback(self.done)

    def stored_later(self):
        d = deferToThread(self.work)
        d.addCallback(self.done)
        self.running = d

    def contained(self, pending):
        d = deferToThread(self.work)
        d.addCallback(self.done)
        pending.append(d)

    def gathered(self):
        one = deferToThread(self.work).addCallback(self.done)
        other = deferToThread(self.work)
        other.addCallback(self.done)
        return defer.gatherResults([one, other], consumeErrors=True)

    def chained(self, waiting):
        d = deferToThread(self.work)
        d.addCallback(self.done)
        d.chainDeferred(waiting)

    def passed_on(self, watcher):
        d = deferToThread(self.work)
        d.addCallback(self.done)
        watcher.watch(d)

    def used_in_a_nested_function(self):
        d = deferToThread(self.work)
        d.addCallback(self.done)

        def give_up():
            d.addErrback(log.err)

        reactor.callLater(1, give_up)

    def handed_in(self, d):
        d.addCallback(self.done)

    def covered(self):
        d = deferToThread(self.work)
        d.addCallback(self.done)
        d.addErrback(log.err)

    def covered_in_one_expression(self):
        deferToThread(self.work).addCallback(self.done).addErrback(self.failed)

    def covered_by_another_deferred(self, waiting):
        d = deferToThread(self.work)
        d.addCallbacks(waiting.callback, waiting.errback)

    def stops_behind_the_errback(self):
        d = deferToThread(self.work)
        d.addCallback(self.done)
        d.addErrback(self.failed)
        d.addCallback(lambda _: reactor.stop())

    def tidied_up_both_ways(self):
        d = deferToThread(self.work)
        d.addCallback(self.done)
        d.addBoth(self.tidy)
