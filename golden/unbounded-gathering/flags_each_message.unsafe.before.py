"""Moves what was fetched, one item after the other."""

from twisted.internet import defer


class Mover:
    def start(self, names):
        self.moved = []
        waiting = []
        for name in names:
            deferred = self.client.fetch(name)
            deferred.addCallback(self.fetched, name)
            waiting.append(deferred)
        return defer.gatherResults(waiting, consumeErrors=True)

    def fetched(self, data, name):
        self.folder.add(name, data)
        self.moved.append(name)

    def finish(self, result):
        deferred = self.client.archive(self.moved, folder="done")
        deferred.addCallback(lambda _: self.client.close())
        return deferred
