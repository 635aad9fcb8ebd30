from twisted.internet.defer import DeferredList
from twisted.python import log
from twisted.web import error
from twisted.web.client import getPage


class Pages:
    def get(self, urls):
        d = DeferredList([getPage(url) for url in urls], fireOnOneErrback=True, consumeErrors=True)
        d.addErrback(self.missing)
        d.addErrback(log.err)

    def missing(self, reason):
        """Say that a page is missing."""
        status = reason.trap(error.Error)
        print "missing", status
