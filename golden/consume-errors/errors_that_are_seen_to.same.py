from twisted.internet import defer
from twisted.internet.threads import deferToThread
from twisted.python import log


def fetch(get, pages, *arguments, **options):
    pending = []
    for page in pages:
        d = deferToThread(get, page)
        d.addErrback(log.err)
        pending.append(d)
    one = defer.DeferredList(pending)
    two = defer.DeferredList([deferToThread(get, page) for page in pages], consumeErrors=True)
    three = defer.DeferredList([deferToThread(get, page) for page in pages], 0, 0, 1)
    four = defer.DeferredList(*arguments)
    five = defer.DeferredList([deferToThread(get, page) for page in pages], **options)
    six = defer.gatherResults([deferToThread(get, page) for page in pages], True)
    return one, two, three, four, five, six
