from twisted.internet import defer


def benchmark(times):
    d = defer.Deferred()

    def same(result):
        return result

    for _ in range(times):
        d.addCallback(same)
        d.addErrback(same)
        d.addCallbacks(same, same)
        d.addCallback(same)
    d.pause()
    d.callback(1)
    d.unpause()
