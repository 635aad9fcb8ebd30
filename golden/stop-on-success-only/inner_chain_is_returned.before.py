# runs
from twisted.internet import reactor, task


def connected(client):
    print(client)
    d = task.deferLater(reactor, 0.01, print, "asked")
    d.addCallback(lambda answer: listed(answer, client))


def listed(answer, client):
    print("listed", client)
    return finished(client)


def finished(client):
    print("finished", client)
    reactor.stop()


d = task.deferLater(reactor, 0.01, lambda: "client")
d.addCallback(connected)
reactor.run()
