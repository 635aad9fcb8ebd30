from twisted.internet import reactor
from twisted.mail import smtp
from twisted.python import log


def show(result):
    print(result, d)


d = smtp.sendmail("localhost", "me", ["you"], b"")
d.addCallback(show)
d.addErrback(log.err)
d.addBoth(lambda _: reactor.stop())
reactor.run()  # reported
