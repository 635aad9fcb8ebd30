"""An errback that returns nothing goes behind the callback which cannot do with nothing."""

from twisted.internet.threads import deferToThread
from twisted.python import log


def show(page):
    print(page.title)


def complain(failure):
    print("cannot load:", failure.value)


def fetch(page):
    d = deferToThread(page.load)
    d.addErrback(log.err)  # reports
    d.addCallback(show)


def fetch_in_one_statement(page):
    deferToThread(page.load).addErrback(complain).addCallback(show)
    return (
        deferToThread(page.load)
        .addErrback(log.err, "cannot load")
        .addCallback(show)
    )


def fetch_and_return(page):
    d = deferToThread(page.load).addErrback(complain)
    d.addCallback(lambda page: page.title)
    return d.addCallback(print)
