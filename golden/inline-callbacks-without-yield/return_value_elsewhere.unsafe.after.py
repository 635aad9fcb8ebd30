from twisted.internet import defer
from twisted.internet.defer import returnValue


def following(number):
    return number + 1


@defer.inlineCallbacks
def count():
    number = yield defer.succeed(1)

    def double():
        return (
            2  # times
            * number
        )

    defer.returnValue(double())


def made_later():
    number = yield defer.succeed(1)
    returnValue(number)


made = defer.inlineCallbacks(made_later)
