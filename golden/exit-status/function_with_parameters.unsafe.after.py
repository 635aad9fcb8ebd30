import sys

from twisted.internet import reactor
from twisted.internet import task
from twisted.mail import smtp
from twisted.python import log


def send(reactor, host, port):
    d = smtp.sendmail(host, "me@example.org", ["you@example.org"], b"", port=port)
    d.addCallback(lambda result: print("sent to", result[0]))
    return d


if __name__ == "__main__":
    task.react(send, (sys.argv[1], int(sys.argv[2])))
