from twisted.internet import reactor
from twisted.mail import smtp
from twisted.python import log
import sys

def sent((count, answers)):
    print "sent to", count

d = smtp.sendmail("localhost", "me", ["you"], "")
d.addCallback(sent)
d.addErrback(log.err, "sendmail or a callback failed")
d.addBoth(lambda _: reactor.stop())
reactor.run()
