from mine import Pool
from twisted.words.protocols import irc


class Talker(irc.IRCClient):
    def me(self, channel, action):
        self.describe(channel, action.upper())

    def joined(self, channel):
        self.me(channel, "listens")


def names(pool, reactor, later):
    reactor.cancelCallLater(later)
    return pool.query("names"), Pool().operation("names")
