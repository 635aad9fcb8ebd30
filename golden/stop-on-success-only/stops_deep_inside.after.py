from twisted.internet import reactor
from twisted.mail import smtp
from twisted.python import log


def leave():
    print("leaving")


def finish(result):
    print("sent to", result[0])
    leave()


d = smtp.sendmail("localhost", "me", ["you"], b"")
d.addCallback(lambda result: finish(result))
d.addErrback(log.err, "sendmail or a callback failed")
d.addBoth(lambda _: reactor.stop())
reactor.run()
