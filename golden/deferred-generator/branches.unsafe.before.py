from twisted.internet import defer


@defer.deferredGenerator
def size(client, name):
    if not name:
        yield 0
        return
    waiting = defer.waitForDeferred(client.size(name))
    yield waiting
    found = waiting.getResult()
    if found > 1:
        yield found
    else:
        yield None
