from twisted.internet.defer import inlineCallbacks, returnValue


@inlineCallbacks
def lookup(names, name):
    print "looking for", name
    returnValue(`names[name]`)
