"""Where the program looks at success, the flag alone is missing."""

from twisted.internet import defer
from twisted.internet.threads import deferToThread
from twisted.python import log


class Pages(defer.DeferredList):
    """Of several pages."""


def show(results):
    for success, value in results:
        if success:
            print(value)
        else:
            print(value.getErrorMessage())


def fetch(get, pages):
    d = defer.DeferredList([deferToThread(get, page) for page in pages], consumeErrors=True)
    d.addCallback(show)
    return d


def fetch_with_a_subclass(get, pages):
    return Pages([deferToThread(get, page) for page in pages], consumeErrors=True).addCallback(show)


def fetch_first(get, pages):
    return defer.gatherResults([deferToThread(get, page) for page in pages], consumeErrors=True)


def fetch_or_fail(get, pages):
    d = defer.DeferredList([deferToThread(get, page) for page in pages], False, True, consumeErrors=True)
    d.addCallback(print)
    d.addErrback(print)


def fetch_and_forget(get, pages):
    defer.gatherResults((deferToThread(get, page) for page in pages), consumeErrors=True).addErrback(log.err, "gatherResults failed")


async def fetch_in_turn(get, pages):
    results = await defer.DeferredList(
        [deferToThread(get, page) for page in pages], consumeErrors=True,
    )
    return [value for success, value in results if success]
