# runs
"""Others get the result, not the Deferred."""

from twisted.internet import defer


def double(number):
    d = defer.succeed(number)
    d.addCallback(lambda number: number * 2)
    return d


def ask(number):
    answer = defer.Deferred()
    answer.addCallback(lambda number: None)
    answer.callback(double(number))
    return answer


class Asker:
    def __init__(self):
        self.answer = defer.Deferred()

    def ask(self):
        self.answer.callback(
            double(2)
        )


@defer.inlineCallbacks
def ask_twice(number):
    yield ask(number)
    if number > 10:
        defer.returnValue(ask(number))
    return double(number)


ask_twice(4).addCallback(lambda number: print("done"))
