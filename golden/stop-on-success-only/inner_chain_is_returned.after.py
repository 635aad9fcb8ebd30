# runs
from twisted.internet import reactor, task
from twisted.python import log


def connected(client):
    print(client)
    d = task.deferLater(reactor, 0.01, print, "asked")
    d.addCallback(lambda answer: listed(answer, client))
    return d


def listed(answer, client):
    print("listed", client)
    return finished(client)


def finished(client):
    print("finished", client)


d = task.deferLater(reactor, 0.01, lambda: "client")
d.addCallback(connected)
d.addErrback(log.err, "deferLater or a callback failed")
d.addBoth(lambda _: reactor.stop())
reactor.run()
