"""Kept, waited for, without failures, or no Deferreds at all."""

from twisted.internet import defer, protocol, reactor
from twisted.mail import imap4
from twisted.python import log


def careful():
    d = defer.Deferred()
    d.addCallback(print)
    d.addErrback(log.err)
    return d


def sometimes(wait):
    if wait:
        return defer.succeed(1)


class Client(imap4.IMAP4Client):
    def serverGreeting(self, caps):
        careful()
        sometimes(True)
        defer.succeed(1)
        self.sendLine(b"* hello")
        self.transport.loseConnection()
        reactor.callLater(1, careful)
        self.waiting = self.noop()

    def list(self, reference):
        """Another method than the one it replaces: it gives names."""
        return [reference]

    def names(self):
        self.list("x")
        return self.noop()

    @defer.inlineCallbacks
    def tidy(self):
        yield self.noop()

    async def tidy_up(self):
        await self.noop()


class Other:
    def noop(self):
        self.select("INBOX")

    def select(self, name):
        print(name)
