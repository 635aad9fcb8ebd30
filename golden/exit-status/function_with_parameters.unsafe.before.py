import sys

from twisted.internet import reactor
from twisted.mail import smtp
from twisted.python import log


def send(host, port):
    d = smtp.sendmail(host, "me@example.org", ["you@example.org"], b"", port=port)
    d.addCallback(lambda result: print("sent to", result[0]))
    d.addErrback(log.err, "could not send")
    d.addBoth(lambda _: reactor.stop())
    reactor.run()


if __name__ == "__main__":
    send(sys.argv[1], int(sys.argv[2]))
