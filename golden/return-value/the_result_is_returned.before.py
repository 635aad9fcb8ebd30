from twisted.internet import defer
from twisted.internet.defer import (
    inlineCallbacks,
    returnValue,
)


class Client:
    @inlineCallbacks
    def count(self, names):
        if not names:
            returnValue(None)
        found = yield self.list(names)
        try:
            defer.returnValue(
                len(found)
                + 1
            )
        finally:
            self.close()

    @defer.inlineCallbacks
    def first(self, names):
        for name in names:
            if name: defer.returnValue((yield self.list(name)))  # the first
        returnValue(len(each) for each in found)
