from twisted.internet import defer

from .names import load


@defer.inlineCallbacks
def lookup(name):  # reported
    return load(name)
