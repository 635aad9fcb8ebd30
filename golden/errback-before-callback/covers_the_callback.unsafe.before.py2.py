from twisted.internet.threads import deferToThread
from twisted.python import log


def show(page):
    print page["title"]


def fetch(page):
    d = deferToThread(page.load)
    d.addErrback(log.err)
    d.addCallback(show)
    d.addCallback(lambda ignored: `page`)
