from twisted.internet import defer
from twisted.internet.threads import deferToThread
from twisted.python import log


def log_failures(results):
    for success, value in results:
        if not success:
            log.err(value, "one of several operations failed")
    return results


def store_all(pages, folder):
    d = defer.DeferredList([deferToThread(page.store, folder) for page in pages], consumeErrors=True)
    d.addCallback(log_failures)
    d.addCallback(lambda _: folder.close())
    return d
