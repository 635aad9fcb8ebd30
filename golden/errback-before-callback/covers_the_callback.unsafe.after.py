"""An errback that returns nothing goes behind the callback which cannot do with nothing."""

from twisted.internet.threads import deferToThread
from twisted.python import log


def show(page):
    print(page.title)


def complain(failure):
    print("cannot load:", failure.value)


def fetch(page):
    d = deferToThread(page.load)
    pass  # reports
    d.addCallback(show)
    d.addErrback(log.err)


def fetch_in_one_statement(page):
    deferToThread(page.load).addCallback(show).addErrback(complain)
    return (
        deferToThread(page.load)
        .addCallback(show)
    ).addErrback(log.err, "cannot load")


def fetch_and_return(page):
    d = deferToThread(page.load)
    d.addCallback(lambda page: page.title)
    return d.addCallback(print).addErrback(complain)
