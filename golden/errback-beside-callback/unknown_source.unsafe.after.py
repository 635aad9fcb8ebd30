from twisted.python import log

from .pool import connection


def refresh(table):
    d = connection.query(table)
    d.addCallbacks(table.fill, log.err)
    d.addErrback(log.err, "query or a callback failed")
