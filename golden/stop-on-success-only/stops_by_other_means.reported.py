import functools

from twisted.internet import defer, reactor
from twisted.mail import smtp


def later(result):
    print("sent to", result[0])
    reactor.callLater(0, reactor.stop)


def counted(count, result):
    print(count, "sent")
    reactor.stop()


@defer.inlineCallbacks
def some(number):
    if not number:
        reactor.stop()
        return
    yield smtp.sendmail("localhost", "me", ["you"], b"")
    reactor.stop()


d = smtp.sendmail("localhost", "me", ["you"], b"")  # reported
d.addCallback(later)
d = smtp.sendmail("localhost", "me", ["you"], b"")  # reported
d.addCallback(functools.partial(counted, 2))
some(3)  # reported
reactor.run()
