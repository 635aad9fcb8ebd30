import sys
from twisted.internet import reactor
from twisted.internet import task
from twisted.mail import smtp
from twisted.python import log

def show(result):
    print "sent to", result[0]


def main(reactor):
    d = smtp.sendmail(sys.argv[1], "me@example.org", ["you@example.org"], "To: you\n\nHello.\n", port=int(sys.argv[2]))
    d.addCallback(show)
    print "sending"
    return d


task.react(main)
