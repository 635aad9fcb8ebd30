# Lists the messages of a mailbox: HOST PORT USER PASSWORD.
# Results of DeferredLists are used without a look at their flags: a failure dies for want of an attribute `items`.

import sys

from twisted.internet import defer, protocol, reactor
from twisted.mail import imap4


class Lister(imap4.IMAP4Client):
    def serverGreeting(self, capabilities):
        user, password = (word.encode("utf-8") for word in sys.argv[3:5])
        d = self.login(user, password)
        d.addCallback(lambda _: self.examine("INBOX"))
        d.addCallback(self.look)
        d.addCallback(self.leave)

    def look(self, mailbox):
        lines = []
        for number in range(1, mailbox["EXISTS"] + 1):
            pair = defer.DeferredList([self.fetchEnvelope(str(number)), self.fetchSize(str(number))])
            pair.addCallback(self.show)
            lines.append(pair)
        return defer.DeferredList(lines)

    def show(self, results):
        envelopes, sizes = results[0][1], results[1][1]
        for number, item in envelopes.items():
            print(number, item["ENVELOPE"][1], sizes[number]["RFC822.SIZE"])

    def leave(self, _):
        self.logout()
        reactor.stop()


class ListerFactory(protocol.ClientFactory):
    protocol = Lister

    def clientConnectionFailed(self, connector, reason):
        print("no connection:", reason.getErrorMessage(), file=sys.stderr)
        reactor.stop()


reactor.connectTCP(sys.argv[1], int(sys.argv[2]), ListerFactory())
reactor.run()
