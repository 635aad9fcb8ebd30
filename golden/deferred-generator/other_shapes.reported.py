from twisted.internet import defer
from twisted.internet.defer import deferredGenerator, waitForDeferred


@defer.deferredGenerator  # reported
def forgets(client):
    waiting = waitForDeferred(client.size())
    yield waiting


@deferredGenerator  # reported
def goes_on(client):
    yield 1
    waiting = waitForDeferred(client.size())
    yield waiting
    print(waiting.getResult())


def loops(client):
    for name in client:
        waiting = waitForDeferred(client.size(name))
        yield waiting
        found = waiting.getResult()
        yield found


loops = deferredGenerator(loops)  # reported


@deferredGenerator  # reported
def keeps(client):
    waiting = waitForDeferred(client.size())
    yield waiting
    size = waiting.getResult()
    yield size, waiting
