from twisted.internet import defer
from twisted.web.client import getPage
from twisted.python import log


def check_results(results):
    failures = [value for success, value in results if not success]
    for failure in failures[1:]:
        log.err(failure, "one of several operations failed")
    return failures[0] if failures else results


def total(urls, **options):
    d = defer.DeferredList([getPage(url) for url in urls], False, False, True)
    d.addCallback(check_results)
    d.addCallback(lambda results: sum([len(page) for success, page in results]))
    d.addErrback(lambda failure: failure.printTraceback())
    return defer.DeferredList([getPage(url) for url in urls], **options)
