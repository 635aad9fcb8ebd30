# Moves a mailbox into a file: HOST PORT USER PASSWORD FILE.
# As the copier, and nobody hears of a connection that could not be made: the factory is a plain one.

import sys

from twisted.internet import defer, protocol, reactor
from twisted.internet import error
from twisted.mail import imap4
from twisted.python import log


class StoppingClientFactory(protocol.ClientFactory):
    def clientConnectionFailed(self, connector, reason):
        log.err(reason, "connection failed")
        reactor.stop()

    def clientConnectionLost(self, connector, reason):
        try:
            reactor.stop()
        except error.ReactorNotRunning:
            return
        if not reason.check(error.ConnectionDone):
            log.err(reason, "connection lost")


def log_failures(results):
    for success, value in results:
        if not success:
            log.err(value, "one of several operations failed")
    return results


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
        d.addErrback(log.err, "login or a callback failed")
        d.addBoth(lambda _: reactor.stop())

    def copy(self, found):
        copy = open(sys.argv[5], "wb")
        pending = []
        for number, item in sorted(found.items()):
            d = self.fetchSpecific(item["UID"], uid=True, peek=True)
            d.addCallback(self.write, item["UID"], copy)
            pending.append(d)
        d = defer.DeferredList(pending, consumeErrors=True)
        d.addCallback(log_failures)
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
        return d


factory = StoppingClientFactory()
factory.protocol = Mover
reactor.connectTCP(sys.argv[1], int(sys.argv[2]), factory)
reactor.run()
