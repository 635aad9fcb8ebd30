from twisted.internet.defer import inlineCallbacks, returnValue


@inlineCallbacks
def read(client):
    print "reading"
    found = yield client.list()
    returnValue(found)
