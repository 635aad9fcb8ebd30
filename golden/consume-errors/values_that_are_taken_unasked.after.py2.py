"""A Failure must not be taken for a value."""

from twisted.internet import defer, protocol
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
    def serverGreeting(self, caps):
        d = self.examine("INBOX")
        d.addCallback(self.look)
        d.addCallback(self.leave)

    def look(self, mailbox):
        listed = []
        for number in xrange(1, mailbox["EXISTS"] + 1):
            pair = defer.DeferredList([self.fetchEnvelope(`number`),
                                       self.fetchSize(`number`)], consumeErrors=True)
            pair.addCallback(check_results)
            pair.addCallback(self.show)
            listed.append(pair)
        return defer.DeferredList(listed, consumeErrors=True).addCallback(log_failures)

    def show(self, results):
        envelopes, sizes = results[0][1], results[1][1]
        for number, item in envelopes.items():
            print number, item["ENVELOPE"][1], sizes[number]["RFC822.SIZE"]

    def leave(self, ignored):
        return self.logout()


class ListerFactory(protocol.ClientFactory):
    protocol = Lister
