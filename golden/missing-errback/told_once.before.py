from twisted.internet import reactor
from twisted.python import log
from twisted.web.client import getPage


def show(page):
    print(page)


def told(failure):
    print("could not:", failure.getErrorMessage())
    return failure


def filtered(failure):
    if failure.check(ValueError):
        print("could not:", failure.getErrorMessage())
        return None
    return failure


def handed_on(failure):
    print("could not:", failure.getErrorMessage())
    return failure


def go(url):
    getPage(url).addCallback(show).addErrback(told)
    getPage(url).addCallback(show).addErrback(filtered)
    return getPage(url).addErrback(handed_on)


reactor.callWhenRunning(go, b"http://localhost/")
reactor.run()
