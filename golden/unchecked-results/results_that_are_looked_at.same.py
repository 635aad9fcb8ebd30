from twisted.internet import defer
from twisted.internet.threads import deferToThread
from twisted.python.failure import Failure


def show(results):
    return [value.title() for success, value in results if success]


def show_by_type(results):
    return [pair[1].title() for pair in results if not isinstance(pair[1], Failure)]


def fetch(get, pages, show_elsewhere):
    one = defer.DeferredList([deferToThread(get, page) for page in pages], consumeErrors=True)
    one.addCallback(show)
    two = defer.DeferredList([deferToThread(get, page) for page in pages], consumeErrors=True)
    two.addCallback(show_by_type)
    three = defer.DeferredList([deferToThread(get, page) for page in pages], consumeErrors=True)
    three.addCallback(show_elsewhere)
    four = defer.DeferredList([deferToThread(get, page) for page in pages], fireOnOneErrback=True, consumeErrors=True)
    four.addCallback(lambda results: results[0][1].title())
    return one, two, three, four
