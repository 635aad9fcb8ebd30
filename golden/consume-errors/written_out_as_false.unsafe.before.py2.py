from twisted.internet import defer
from twisted.web.client import getPage

def total(urls, **options):
    d = defer.DeferredList([getPage(url) for url in urls], False, False, False)
    d.addCallback(lambda results: sum([len(page) for success, page in results]))
    d.addErrback(lambda failure: failure.printTraceback())
    return defer.DeferredList([getPage(url) for url in urls], **options)
