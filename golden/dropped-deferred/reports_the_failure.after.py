# runs
"""What nobody waits for still says when it fails."""

from twisted.internet import defer, task
from twisted.python import log


def save(number):
    if number % 2:
        return defer.fail(ValueError("odd"))
    return defer.succeed(number)


@defer.inlineCallbacks
def save_all(numbers):
    for number in numbers:
        yield save(number)
    print("saved", numbers)


def main(reactor):
    save(1).addErrback(log.err, "save failed")
    save(2).addErrback(log.err, "save failed")
    save_all([2, 4]).addErrback(log.err, "save_all failed")  # in the background
    save_all([3]).addErrback(log.err, "save_all failed")
    beat = task.LoopingCall(print, "beat")
    beat.start(60).addErrback(log.err, "start failed")
    return task.deferLater(reactor, 0.01, beat.stop)


task.react(main)
