from mylib import inlineCallbacks
from twisted.internet import defer


@inlineCallbacks
def theirs():
    yield defer.succeed(1)


async def ours():
    await defer.succeed(1)


def generator():
    yield defer.succeed(1)
