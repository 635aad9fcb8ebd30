from twisted.internet import reactor
from twisted.internet.defer import deferredGenerator, waitForDeferred


class Client:
    @deferredGenerator
    def count(self, names):
        for name in names:
            w = waitForDeferred(self.list(name))
            yield w
            found = w.getResult()
            print "listed"
        yield 1

    def first(self, names):
        """Gives the first."""
        w = waitForDeferred(self.list(
            names[0]))
        yield w
        names = w.getResult()
        try:
            d = waitForDeferred(self.read())
            yield d
            d.getResult()
        except ValueError:
            print "none"
        yield names
        return
    first = deferredGenerator(first)
