"""The chain waits for what its callback has begun."""

from twisted.internet import defer
from twisted.internet.threads import deferToThread
from twisted.python import log


class Copier:
    def copy(self, path):
        d = deferToThread(self.load, path)
        d.addCallback(self.save)
        d.addCallback(self.tell)
        d.addErrback(log.err)

    def save(self, data):
        d = deferToThread(self.write, data)
        d.addCallback(self.count)  # afterwards

    def move(self, path):
        return deferToThread(self.load, path).addCallback(self.drop).addErrback(log.err)

    def drop(self, ignored):
        self.dropped = True
        deferToThread(self.unlink).addCallback(self.count).addErrback(log.err)

    def tell(self, ignored):
        print("saved")
