from twisted.internet.defer import inlineCallbacks, returnValue
from twisted.internet import defer


def lookup(names, name):
    print "looking for", name
    return defer.succeed(`names[name]`)
