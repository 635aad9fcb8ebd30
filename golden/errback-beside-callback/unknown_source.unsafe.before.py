from twisted.python import log

from .pool import connection


def refresh(table):
    d = connection.query(table)
    d.addCallbacks(table.fill, log.err)
