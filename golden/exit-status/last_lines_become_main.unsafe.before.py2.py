import sys
from twisted.internet import reactor
from twisted.mail import smtp
from twisted.python import log

def show(result):
    print "sent to", result[0]

d = smtp.sendmail(sys.argv[1], "me@example.org", ["you@example.org"], "To: you\n\nHello.\n", port=int(sys.argv[2]))
d.addCallback(show).addErrback(log.err)
d.addBoth(lambda _: reactor.stop())
print "sending"
reactor.run()
