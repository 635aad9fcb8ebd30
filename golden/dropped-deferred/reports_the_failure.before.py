# runs
"""What nobody waits for still says when it fails."""

from twisted.internet import defer, task


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
    save(1)
    save(2)
    save_all([2, 4])  # in the background
    save_all([3])
    beat = task.LoopingCall(print, "beat")
    beat.start(60)
    return task.deferLater(reactor, 0.01, beat.stop)


task.react(main)
