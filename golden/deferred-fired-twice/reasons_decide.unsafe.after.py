# Repaired by hand: one stop, and an errback for whatever fails. Only its Deferred may fire twice.
import sys

from twisted.internet import defer, error, protocol, reactor
from twisted.mail import imap4


class Interviewer(imap4.IMAP4Client):
    def connectionMade(self):
        d = self.getCapabilities()
        d.addBoth(self.goodbye)
        d.chainDeferred(self.factory.answer)

    def goodbye(self, result):
        return self.logout().addCallback(lambda _: result)


class InterviewFactory(protocol.ClientFactory):
    protocol = Interviewer

    def __init__(self):
        self.answer = defer.Deferred()

    def clientConnectionFailed(self, connector, reason):
        self.answer.errback(reason)

    def clientConnectionLost(self, connector, reason):
        if reason.check(error.ConnectionDone):
            # Early, or as it should be?
            if not self.answer.called:
                self.answer.errback(reason)
        else:
            if not self.answer.called:
                self.answer.errback(reason)


class PatientFactory(protocol.ClientFactory):
    def __init__(self, done):
        self.done = done
        self.greeted = defer.Deferred()
        self.greeted.addErrback(self.done.append)

    def greet(self, line):
        self.greeted.callback(line)

    def clientConnectionLost(self, connector, reason):
        if reason.check(error.ConnectionDone):
            return
        if not self.greeted.called:
            self.greeted.errback(reason)


class MindfulFactory(PatientFactory):
    def __init__(self):
        self.heard = defer.Deferred()

    def hear(self, line):
        self.heard.callback(line)
        self.over = True

    def clientConnectionLost(self, connector, reason):
        if self.over:
            return
        self.heard.errback(reason)


def show(capabilities):
    for name in sorted(capabilities):
        print(name)


def complain(reason):
    print(reason.getErrorMessage())


factory = InterviewFactory()
factory.answer.addCallback(show)
factory.answer.addErrback(complain)
factory.answer.addBoth(lambda _: reactor.stop())
reactor.connectTCP(sys.argv[1], int(sys.argv[2]), factory)
reactor.run()
