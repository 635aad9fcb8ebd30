# Copies a mailbox into a file: HOST PORT USER PASSWORD FILE.
# Members of a DeferredList without errbacks, results unchecked, so that all seems well when a message is missing.

import sys

from twisted.internet import defer, protocol, reactor
from twisted.internet import error
from twisted.mail import imap4
from twisted.python import log


def log_failures(results):
    for success, value in results:
        if not success:
            log.err(value, "one of several operations failed")
    return results


class Copier(imap4.IMAP4Client):
    def serverGreeting(self, capabilities):
        user, password = (word.encode("utf-8") for word in sys.argv[3:5])
        d = self.login(user, password)
        d.addCallback(lambda _: self.examine("INBOX"))
        d.addCallback(self.copy)
        d.addCallback(self.done)
        d.addErrback(log.err, "login or a callback failed")
        d.addBoth(lambda _: reactor.stop())

    def copy(self, mailbox):
        copy = open(sys.argv[5], "wb")
        pending = []
        for number in range(1, mailbox["EXISTS"] + 1):
            d = self.fetchMessage(str(number))
            d.addCallback(self.write, number, copy)
            pending.append(d)
        d = defer.DeferredList(pending, consumeErrors=True)
        d.addCallback(log_failures)
        d.addCallback(lambda results: copy.close())
        return d

    def write(self, answer, number, copy):
        text = answer[number]["RFC822"]
        print("message", number, "has", len(text), "characters")
        copy.write(text.encode("utf-8"))

    def done(self, _):
        print("all are here")
        return self.logout()


class CopierFactory(protocol.ClientFactory):
    protocol = Copier

    def clientConnectionFailed(self, connector, reason):
        print("no connection:", reason.getErrorMessage(), file=sys.stderr)
        reactor.stop()

    def clientConnectionLost(self, connector, reason):
        try:
            reactor.stop()
        except error.ReactorNotRunning:
            return
        if not reason.check(error.ConnectionDone):
            log.err(reason, "connection lost")


reactor.connectTCP(sys.argv[1], int(sys.argv[2]), CopierFactory())
reactor.run()
