from twisted.internet import defer
from mine import deferredGenerator, waitForDeferred


@deferredGenerator
def own(client):
    waiting = waitForDeferred(client.size())
    yield waiting
    yield waiting.getResult()


@defer.inlineCallbacks
def size(client):
    found = yield client.size()
    return found
