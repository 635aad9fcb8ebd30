from twisted.internet import defer


def wait_for(pending):
    return defer.gatherResults(pending)


def wait_for_all(pending, waiting):
    waiting.all = defer.DeferredList(pending)
