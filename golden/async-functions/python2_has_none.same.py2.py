from twisted.internet import defer


@defer.inlineCallbacks
def wait():
    yield defer.succeed(1)
    print "done"
