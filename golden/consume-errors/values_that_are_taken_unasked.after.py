from twisted.internet import defer
from twisted.internet.threads import deferToThread
from twisted.python import log


def log_failures(results):
    for success, value in results:
        if not success:
            log.err(value, "one of several operations failed")
    return results


def check_results(results):
    failures = [value for success, value in results if not success]
    for failure in failures[1:]:
        log.err(failure, "one of several operations failed")
    return failures[0] if failures else results


PAGES = ["/", "/about"]


def show(results):
    for page, (success, text) in zip(PAGES, results):
        print(page, text.title())


def sizes(results):
    return sum(len(pair[1]) for pair in results)


def fetch(get):
    d = defer.DeferredList([deferToThread(get, page) for page in PAGES], consumeErrors=True)
    d.addCallback(check_results)
    d.addCallback(show)
    d.addErrback(print)
    e = defer.DeferredList([deferToThread(get, page) for page in PAGES], fireOnOneCallback=False, consumeErrors=True)
    e.addCallback(check_results)
    e.addCallback(sizes)
    e.addErrback(print)


@defer.inlineCallbacks
def fetch_in_turn(get):
    results = yield defer.DeferredList([deferToThread(get, page) for page in PAGES], consumeErrors=True).addCallback(check_results)
    first = results[0]
    print(first[1].title())
    yield defer.DeferredList((deferToThread(get, page) for page in PAGES), consumeErrors=True).addCallback(log_failures)
