from twisted.internet import defer, reactor, task
from twisted.internet.defer import inlineCallbacks, returnValue
from unknown import Base, decorated


@inlineCallbacks
def plain():  # reported
    yield 3


@inlineCallbacks
def pause():  # reported
    yield


@inlineCallbacks
def old():  # reported
    yield defer.succeed(1)
    returnValue(3)


@decorated
@inlineCallbacks
def marked():  # reported
    yield defer.succeed(1)


@inlineCallbacks
def handed():  # reported
    yield defer.succeed(1)


@inlineCallbacks
def typed() -> int:  # reported
    yield defer.succeed(1)


@inlineCallbacks
def no_generator():  # reported
    return 3


class Child(Base):
    @inlineCallbacks
    def work(self):  # reported
        yield defer.succeed(1)


class One:
    @inlineCallbacks
    def work(self):  # reported
        yield defer.succeed(1)


@inlineCallbacks  # a comment
def commented():  # reported
    yield defer.succeed(1)


loop = task.LoopingCall(handed)
table = {"handed": handed}
reactor.run()
