"""Generators, a function that only raises, and one that returns a generator."""

from twisted.internet import defer

from .names import inlineCallbacks, load


@defer.inlineCallbacks
def lookup(name):
    result = yield load(name)
    return result


@defer.inlineCallbacks
def abstract(name):
    """Look a name up."""
    raise NotImplementedError(name)


def produce(name):
    result = yield load(name)
    return result


@defer.inlineCallbacks
def made_elsewhere(name):
    return produce(name)


@inlineCallbacks
def not_of_twisted(name):
    return name
