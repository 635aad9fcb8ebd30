from twisted.internet.threads import deferToThread


def _show():
    print "loaded"


def fetch(page):
    deferToThread(page.load).addCallback(_show).addErrback(lambda: `page`)
