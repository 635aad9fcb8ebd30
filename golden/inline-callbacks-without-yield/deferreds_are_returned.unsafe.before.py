"""Functions that never wait return their result as a Deferred."""

from twisted.internet import defer
from twisted.internet.defer import inlineCallbacks, returnValue


class Cache:
    def __init__(self, names):
        self.names = names

    @defer.inlineCallbacks
    def lookup(self, name):
        """Look a name up."""
        if name not in self.names:
            return
        print("found")
        defer.returnValue(self.names[name])

    @inlineCallbacks
    def forget(self, name):
        if name in self.names:
            del self.names[name]
        # nothing more

    @inlineCallbacks
    def both(self, one, other):
        if one == other:
            returnValue(None)
        return self.names[one], self.names[other]

    @inlineCallbacks
    def close(self):
        pass
