from twisted.internet import defer, reactor
from twisted.python import log
from twisted.web.client import getPage


def finished(_):
    """End the program."""
    reactor.stop()


one = getPage(b"http://localhost/one")
one.addErrback(log.err, "one")
other = getPage(b"http://localhost/other")
other.addErrback(log.err, "other")
both = defer.gatherResults([one, other])
both.addCallback(finished)
reactor.run()
