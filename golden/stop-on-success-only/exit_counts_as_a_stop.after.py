import sys

from twisted.internet import reactor
from twisted.mail import smtp
from twisted.python import log


def sent(result):
    print("sent to", result[0])


d = smtp.sendmail("localhost", "me", ["you"], b"")
d.addCallback(sent)
d.addErrback(log.err, "sendmail or a callback failed")
d.addBoth(lambda _: reactor.stop())
reactor.run()
