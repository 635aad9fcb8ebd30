from twisted.internet import defer


@defer.inlineCallbacks
def size(client, name):
    if not name:
        return 0
    found = yield client.size(name)
    if found > 1:
        return found
    else:
        return None
