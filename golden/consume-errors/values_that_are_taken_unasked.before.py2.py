"""A Failure must not be taken for a value."""

from twisted.internet import defer, protocol
from twisted.mail import imap4


class Lister(imap4.IMAP4Client):
    def serverGreeting(self, caps):
        d = self.examine("INBOX")
        d.addCallback(self.look)
        d.addCallback(self.leave)

    def look(self, mailbox):
        listed = []
        for number in xrange(1, mailbox["EXISTS"] + 1):
            pair = defer.DeferredList([self.fetchEnvelope(`number`),
                                       self.fetchSize(`number`)])
            pair.addCallback(self.show)
            listed.append(pair)
        return defer.DeferredList(listed)

    def show(self, results):
        envelopes, sizes = results[0][1], results[1][1]
        for number, item in envelopes.items():
            print number, item["ENVELOPE"][1], sizes[number]["RFC822.SIZE"]

    def leave(self, ignored):
        return self.logout()


class ListerFactory(protocol.ClientFactory):
    protocol = Lister
