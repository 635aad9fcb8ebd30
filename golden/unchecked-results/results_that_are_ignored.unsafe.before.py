from twisted.internet import defer
from twisted.internet.threads import deferToThread


def store_all(pages, folder):
    d = defer.DeferredList([deferToThread(page.store, folder) for page in pages], consumeErrors=True)
    d.addCallback(lambda _: folder.close())
    return d
