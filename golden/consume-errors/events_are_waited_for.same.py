from twisted.internet import defer


class Client:
    def __init__(self):
        self.gone = defer.Deferred()
        self.failed = defer.Deferred()

    def ready_to_stop(self):
        return defer.DeferredList([self.gone, self.failed], fireOnOneCallback=True, fireOnOneErrback=True)
