from twisted.internet.threads import deferToThread
from twisted.python import log


def show(answer):
    print `answer`


def complain(failure):
    print "failed:", failure


def ask(server):
    d = deferToThread(server.ask)
    d.addCallbacks(show, complain)
    d.addErrback(log.err, "ask or a callback failed")
