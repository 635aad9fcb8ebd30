"""Paths that give a Deferred two results."""

from twisted.internet import defer


def without_return(answer):
    d = defer.Deferred()
    if answer is None:
        d.errback(ValueError("no answer"))
    d.callback(answer)  # reported
    return d


def behind_a_handler(answer):
    d = defer.Deferred()
    try:
        number = int(answer)
    except ValueError as error:
        number = 0
        d.errback(error)
    d.callback(number)  # reported
    return d


def in_a_loop(answers):
    d = defer.Deferred()
    for answer in answers:
        d.callback(answer)  # reported
    return d
