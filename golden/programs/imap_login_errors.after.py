# Logs in to an IMAP server and tells who can't: HOST PORT USER PASSWORD.
# The errback takes every failure for a wrong password; its clean-up raises when the connection is gone.

import sys

from twisted.internet import protocol, reactor
from twisted.internet import defer
from twisted.internet import error
from twisted.mail import imap4
from twisted.python import log


class Guest(imap4.IMAP4Client):
    def serverGreeting(self, capabilities):
        user, password = (word.encode("utf-8") for word in sys.argv[3:5])
        d = self.login(user, password)
        d.addCallbacks(self.let_in, self.kept_out)
        d.addErrback(log.err, "login or a callback failed")
        d.addBoth(lambda _: reactor.stop())

    def let_in(self, answer):
        print("inside")
        d = self.select("INBOX")
        d.addCallback(self.count)
        d.addCallback(self.leave)
        return d

    def count(self, mailbox):
        print("messages:", mailbox["EXISTS"])

    def kept_out(self, failure):
        print("wrong password?", failure.getErrorMessage(), file=sys.stderr)
        return self.leave(None)

    def leave(self, _):
        d = defer.maybeDeferred(self.logout)
        return d


class GuestFactory(protocol.ClientFactory):
    protocol = Guest

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


reactor.connectTCP(sys.argv[1], int(sys.argv[2]), GuestFactory())
reactor.run()
