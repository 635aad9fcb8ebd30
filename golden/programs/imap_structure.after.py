# Lists the messages of a mailbox: HOST PORT USER PASSWORD.
# Results of DeferredLists are used without a look at their flags: a failure dies for want of an attribute `items`.

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


def check_results(results):
    failures = [value for success, value in results if not success]
    for failure in failures[1:]:
        log.err(failure, "one of several operations failed")
    return failures[0] if failures else results


class Lister(imap4.IMAP4Client):
    def serverGreeting(self, capabilities):
        user, password = (word.encode("utf-8") for word in sys.argv[3:5])
        d = self.login(user, password)
        d.addCallback(lambda _: self.examine("INBOX"))
        d.addCallback(self.look)
        d.addCallback(self.leave)
        d.addErrback(log.err, "login or a callback failed")
        d.addBoth(lambda _: reactor.stop())

    def look(self, mailbox):
        lines = []
        for number in range(1, mailbox["EXISTS"] + 1):
            pair = defer.DeferredList([self.fetchEnvelope(str(number)), self.fetchSize(str(number))], consumeErrors=True)
            pair.addCallback(check_results)
            pair.addCallback(self.show)
            lines.append(pair)
        return defer.DeferredList(lines, consumeErrors=True).addCallback(log_failures)

    def show(self, results):
        envelopes, sizes = results[0][1], results[1][1]
        for number, item in envelopes.items():
            print(number, item["ENVELOPE"][1], sizes[number]["RFC822.SIZE"])

    def leave(self, _):
        return self.logout()


class ListerFactory(protocol.ClientFactory):
    protocol = Lister

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


reactor.connectTCP(sys.argv[1], int(sys.argv[2]), ListerFactory())
reactor.run()
