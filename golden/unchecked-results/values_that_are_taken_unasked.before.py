# runs
from twisted.internet import defer, task


def fetch(number):
    return defer.succeed({"number": number})


def show(results):
    for at in range(len(results)):
        print(results[at][1]["number"])


def main(reactor):
    d = defer.DeferredList([fetch(1), fetch(2)], consumeErrors=True)
    d.addCallback(show)
    return d


task.react(main)
