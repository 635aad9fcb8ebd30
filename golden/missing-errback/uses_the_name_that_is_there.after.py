from twisted.internet.threads import deferToThread
from twisted.python import log as journal


def ping(host):
    deferToThread(host.ping).addCallback(host.answered).addErrback(journal.err, "ping or a callback failed")
