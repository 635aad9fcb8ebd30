"""What an unknown function gives may be waited for by others too."""

from twisted.internet import reactor
from twisted.python import log

from .pool import connection


def refresh(table):
    d = connection.query(table)
    d.addCallback(table.fill)
    d.addErrback(log.err, "query or a callback failed")


reactor.callLater(1, refresh, None)
