from twisted.enterprise import adbapi
from twisted.internet import defer, reactor
from twisted.protocols import irc


class Talker(irc.IRCClient):
    def joined(self, channel):
        print "joined"
        self.describe(channel, "listens")
        self.later["join"].cancel()  # in time


class Store:
    def __init__(self):
        self.pool = adbapi.ConnectionPool("sqlite3")

    def names(self, name):
        return self.pool.runQuery("select name from names where name = ?", (name,))


def ready(value):
    d = defer.Deferred()
    d.callback(value)
    return d
