from twisted.internet import reactor
from twisted.internet.defer import inlineCallbacks
from twisted.internet.defer import returnValue


class Client:
    @inlineCallbacks
    def count(self, names):
        for name in names:
            found = yield self.list(name)
            print "listed"
        returnValue(1)

    @inlineCallbacks
    def first(self, names):
        """Gives the first."""
        names = yield (self.list(
            names[0]))
        try:
            yield self.read()
        except ValueError:
            print "none"
        returnValue(names)
