# Copies a mailbox into a file: HOST PORT USER PASSWORD FILE.
# Members of a DeferredList without errbacks, results unchecked, so that all seems well when a message is missing.

import sys

from twisted.internet import defer, protocol, reactor
from twisted.mail import imap4


class Copier(imap4.IMAP4Client):
    def serverGreeting(self, capabilities):
        user, password = (word.encode("utf-8") for word in sys.argv[3:5])
        d = self.login(user, password)
        d.addCallback(lambda _: self.examine("INBOX"))
        d.addCallback(self.copy)
        d.addCallback(self.done)

    def copy(self, mailbox):
        copy = open(sys.argv[5], "wb")
        pending = []
        for number in range(1, mailbox["EXISTS"] + 1):
            d = self.fetchMessage(str(number))
            d.addCallback(self.write, number, copy)
            pending.append(d)
        d = defer.DeferredList(pending)
        d.addCallback(lambda results: copy.close())
        return d

    def write(self, answer, number, copy):
        text = answer[number]["RFC822"]
        print("message", number, "has", len(text), "characters")
        copy.write(text.encode("utf-8"))

    def done(self, _):
        print("all are here")
        self.logout()
        reactor.stop()


class CopierFactory(protocol.ClientFactory):
    protocol = Copier

    def clientConnectionFailed(self, connector, reason):
        print("no connection:", reason.getErrorMessage(), file=sys.stderr)
        reactor.stop()


reactor.connectTCP(sys.argv[1], int(sys.argv[2]), CopierFactory())
reactor.run()
