from twisted.internet import reactor, task
from twisted.internet.defer import ensureDeferred


async def pause(n):
    """Wait a little."""
    x = await task.deferLater(reactor, 0, int, n)
    for z in (await task.deferLater(reactor, 0, list, "ab")):
        print(z)
    return [x, (await task.deferLater(reactor, 0, str, n)).upper()]


async def main(reactor):
    print((await pause(1)))
    d = ensureDeferred(pause(2))
    d.addCallback(print)
    await ensureDeferred(pause(3)).addCallback(print)
    try:
        await pause("x")
    except ValueError as e:
        print("bad", e)
    reactor.callLater(0, lambda *args: ensureDeferred(pause(*args)), 4)
    later = task.deferLater(reactor, 0, int, 5)
    later.addCallback(lambda result: ensureDeferred(pause(result)))
    later.addCallback(print)
    reactor.callLater(0, lambda: ensureDeferred(quiet()))
    await task.deferLater(reactor, 0.1, print, "done")


async def quiet():
    def callback(value):
        yield value

    print(list(callback(1)))
    await task.deferLater(reactor, 0, print, "quiet")


task.react(main)
