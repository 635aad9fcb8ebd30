# runs
"""Failures of the callback are reported, those that the errback takes are not reported again."""

from twisted.internet import defer


def halve(number):
    if number % 2:
        raise ValueError("odd")
    print(number // 2)


def complain(failure):
    print("failed:", failure.getErrorMessage())


def ask(number):
    d = defer.succeed(number)
    d.addCallbacks(halve, complain)


def ask_in_one_statement(number):
    defer.succeed(number).addCallbacks(halve, errback=complain)


ask(2)
ask(3)
ask_in_one_statement(4)
