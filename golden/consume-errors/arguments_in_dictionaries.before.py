from twisted.internet import defer
from twisted.web.client import getPage


def total(urls):
    options = {"fireOnOneErrback": False}
    d = defer.DeferredList([getPage(url) for url in urls], **options)
    d.addCallback(lambda results: sum(len(page) for _, page in results))
    return d


def quiet(urls):
    d = defer.DeferredList([getPage(url) for url in urls], **{"consumeErrors": True})
    return d
