from twisted.internet import reactor
from twisted.mail import smtp
import sys

def sent((count, answers)):
    print "sent to", count
    reactor.stop()
    sys.exit()

d = smtp.sendmail("localhost", "me", ["you"], "")
d.addCallback(sent)
reactor.run()
