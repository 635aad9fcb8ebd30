from twisted.internet.defer import inlineCallbacks, returnValue


@inlineCallbacks
def read(client, lock):
    try:
        with lock:
            found = yield client.list()
            returnValue(found)
    except:
        returnValue(())
    returnValue([])
