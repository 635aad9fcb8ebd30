# Logs in to an IMAP server and tells who can't: HOST PORT USER PASSWORD.
# The errback takes every failure for a wrong password; its clean-up raises when the connection is gone.

import sys

from twisted.internet import protocol, reactor
from twisted.mail import imap4


class Guest(imap4.IMAP4Client):
    def serverGreeting(self, capabilities):
        user, password = (word.encode("utf-8") for word in sys.argv[3:5])
        d = self.login(user, password)
        d.addCallbacks(self.let_in, self.kept_out)

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
        d = self.logout()
        d.addBoth(lambda _: reactor.stop())
        return d


class GuestFactory(protocol.ClientFactory):
    protocol = Guest

    def clientConnectionFailed(self, connector, reason):
        print("no connection:", reason.getErrorMessage(), file=sys.stderr)
        reactor.stop()


reactor.connectTCP(sys.argv[1], int(sys.argv[2]), GuestFactory())
reactor.run()
