from twisted.internet import defer
from twisted.internet.threads import deferToThread

PAGES = ["/", "/about"]


def show(results):
    for page, (success, text) in zip(PAGES, results):
        print(page, text.title())


def sizes(results):
    return sum(len(pair[1]) for pair in results)


def fetch(get):
    d = defer.DeferredList([deferToThread(get, page) for page in PAGES])
    d.addCallback(show)
    d.addErrback(print)
    e = defer.DeferredList([deferToThread(get, page) for page in PAGES], fireOnOneCallback=False)
    e.addCallback(sizes)
    e.addErrback(print)


@defer.inlineCallbacks
def fetch_in_turn(get):
    results = yield defer.DeferredList([deferToThread(get, page) for page in PAGES])
    first = results[0]
    print(first[1].title())
    yield defer.DeferredList(deferToThread(get, page) for page in PAGES)
