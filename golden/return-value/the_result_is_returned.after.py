from twisted.internet import defer
from twisted.internet.defer import (
    inlineCallbacks,
)


class Client:
    @inlineCallbacks
    def count(self, names):
        if not names:
            return None
        found = yield self.list(names)
        try:
            return (
                len(found)
                + 1
            )
        finally:
            self.close()

    @defer.inlineCallbacks
    def first(self, names):
        for name in names:
            if name: return (yield self.list(name))  # the first
        return (len(each) for each in found)
