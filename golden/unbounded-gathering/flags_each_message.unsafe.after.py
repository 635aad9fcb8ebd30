"""Moves what was fetched, one item after the other."""

from twisted.internet import defer


class Mover:
    def start(self, names):
        waiting = []
        for name in names:
            deferred = self.client.fetch(name)
            deferred.addCallback(self.fetched, name)
            waiting.append(deferred)
        return defer.gatherResults(waiting, consumeErrors=True)

    def fetched(self, data, name):
        self.folder.add(name, data)
        return self.client.archive([name], folder="done")

    def finish(self, result):
        deferred = self.client.close()
        return deferred
