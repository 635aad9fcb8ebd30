from twisted.internet import defer
from twisted.internet.defer import inlineCallbacks, returnValue


@inlineCallbacks
def read(client):
    found = yield client.list()

    def give(value):
        returnValue(value)  # reported

    found.sort(key=lambda each: defer.returnValue(each))  # reported
    give(found)


@inlineCallbacks
def nothing():
    defer.returnValue(1)  # reported


def plain():
    yield 1
    returnValue(2)  # reported
    give = returnValue  # reported
    returnValue(val=give)  # reported
