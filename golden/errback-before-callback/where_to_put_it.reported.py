"""The errback is in the wrong place; which is the right one, a person must say."""

from twisted.internet.threads import deferToThread
from twisted.python import log


def show(page):
    print(page.title)


def fetch_twice(page):
    d = deferToThread(page.load)
    d.addErrback(log.err)  # reported
    d.addCallback(show)
    d.addErrback(log.err)
    return d


def fetch_some(page, pages):
    d = deferToThread(page.load)
    d.addErrback(log.err)  # reported
    if pages:
        d.addCallback(show)
    return d
