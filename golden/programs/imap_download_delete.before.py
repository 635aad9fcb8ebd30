# Moves a mailbox into a file: HOST PORT USER PASSWORD FILE.
# As the copier, and nobody hears of a connection that could not be made: the factory is a plain one.

import sys

from twisted.internet import defer, protocol, reactor
from twisted.mail import imap4


class Mover(imap4.IMAP4Client):
    def serverGreeting(self, capabilities):
        user, password = (word.encode("utf-8") for word in sys.argv[3:5])
        self.moved = []
        d = self.login(user, password)
        d.addCallback(lambda _: self.select("INBOX"))
        d.addCallback(lambda _: self.fetchUID("1:*"))
        d.addCallback(self.copy)
        d.addCallback(self.delete)
        d.addCallback(self.leave)

    def copy(self, found):
        copy = open(sys.argv[5], "wb")
        pending = []
        for number, item in sorted(found.items()):
            d = self.fetchSpecific(item["UID"], uid=True, peek=True)
            d.addCallback(self.write, item["UID"], copy)
            pending.append(d)
        d = defer.DeferredList(pending)
        d.addCallback(lambda results: copy.close())
        return d

    def write(self, answer, uid, copy):
        for parts in answer.values():
            for part in parts:
                copy.write(part[-1].encode("utf-8"))
        print("copied", uid)
        self.moved.append(uid)

    def delete(self, _):
        print("deleting", *self.moved)
        d = self.addFlags(",".join(self.moved), ["\\Deleted"], uid=True)
        d.addCallback(lambda _: self.expunge())
        return d

    def leave(self, _):
        d = self.logout()
        d.addCallback(lambda _: reactor.stop())
        return d


factory = protocol.ClientFactory()
factory.protocol = Mover
reactor.connectTCP(sys.argv[1], int(sys.argv[2]), factory)
reactor.run()
