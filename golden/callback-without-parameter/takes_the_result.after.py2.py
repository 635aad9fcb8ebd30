from twisted.internet.threads import deferToThread


def _show(_):
    print "loaded"


def fetch(page):
    deferToThread(page.load).addCallback(_show).addErrback(lambda _: `page`)
