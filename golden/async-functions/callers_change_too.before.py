from twisted.internet import reactor, task
from twisted.internet.defer import inlineCallbacks


@inlineCallbacks
def pause(n):
    """Wait a little."""
    x = yield task.deferLater(reactor, 0, int, n)
    for z in (yield task.deferLater(reactor, 0, list, "ab")):
        print(z)
    return [x, (yield task.deferLater(reactor, 0, str, n)).upper()]


@inlineCallbacks
def main(reactor):
    print((yield pause(1)))
    d = pause(2)
    d.addCallback(print)
    yield pause(3).addCallback(print)
    try:
        yield pause("x")
    except ValueError as e:
        print("bad", e)
    reactor.callLater(0, pause, 4)
    later = task.deferLater(reactor, 0, int, 5)
    later.addCallback(pause)
    later.addCallback(print)
    reactor.callLater(0, quiet)
    yield task.deferLater(reactor, 0.1, print, "done")


@inlineCallbacks
def quiet():
    def callback(value):
        yield value

    print(list(callback(1)))
    yield task.deferLater(reactor, 0, print, "quiet")


task.react(main)
