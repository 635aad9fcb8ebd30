"""Results that are kept only for a loop."""

from twisted.internet import defer


class Indexer:
    def index(self, addresses):
        waiting = [self.fetch(address) for address in addresses]
        done = defer.gatherResults(waiting, consumeErrors=True)  # reported
        done.addCallback(self.store)
        return done

    def store(self, pages):
        for page in pages:
            self.database.add(page)

    def count(self, addresses):
        waiting = []
        for address in addresses:
            waiting.append(self.fetch(address))
        return defer.gatherResults(waiting).addCallback(self.counted)

    def counted(self, pages):
        self.total = len(pages)
        for page in pages:
            self.words += page.split()

    def both(self):
        return defer.gatherResults([self.fetch("a"), self.fetch("b")]).addCallback(self.store)
