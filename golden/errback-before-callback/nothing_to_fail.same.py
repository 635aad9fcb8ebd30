from twisted.internet import defer
from twisted.python import log


def show(window):
    window.show()


def start(window):
    d = defer.succeed(window).addErrback(log.err)
    d.addCallback(show)
    d.addErrback(log.err)
