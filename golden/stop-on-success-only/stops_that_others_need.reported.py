"""Found, and left to a person: a stop on some paths only, one that others call, one that no chain leads to."""

from twisted.internet import reactor
from twisted.internet.threads import deferToThread


def check(answer):
    if answer > 3:
        reactor.stop()


d = deferToThread(sum, [1, 2])  # reported
d.addCallback(check)
d.addErrback(print)


def finish(answer):
    print(answer)
    reactor.stop()


e = deferToThread(sum, [1, 2])  # reported
e.addCallback(finish)
e.addErrback(print)

reactor.callLater(10, finish, "too late")
reactor.callLater(11, reactor.stop)
reactor.run()
