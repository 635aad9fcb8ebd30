"""The connection is made through a proxy, and its socket is there already."""

import httplib


def through(tunnel, host):
    connection = httplib.HTTPConnection(host)
    connection.sock = tunnel
    return connection
