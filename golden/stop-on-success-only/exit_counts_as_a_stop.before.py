import sys

from twisted.internet import reactor
from twisted.mail import smtp


def sent(result):
    print("sent to", result[0])
    sys.exit(0)


d = smtp.sendmail("localhost", "me", ["you"], b"")
d.addCallback(sent)
reactor.run()
