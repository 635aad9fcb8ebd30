"""The errback stands where every path has added its callbacks, and in no loop."""

from twisted.internet import defer
from twisted.internet.threads import deferToThread
from twisted.python import log


def work(items, verbose):
    d = deferToThread(len, items)
    for item in items:
        d.addCallback(item.check)
    if verbose:
        d.addCallback(print)


def either(fast):
    if fast:
        d = defer.succeed(1)
    else:
        d = deferToThread(sum, [1, 2])
    d.addCallback(print)


def only_here(host, cache):
    d = deferToThread(cache.load, host)
    if cache.enabled:
        d.addCallback(cache.store)
        return True
    return False


def each(hosts):
    for host in hosts:
        d = deferToThread(host.ping)
        d.addCallback(host.answered)


def one_line(hosts):
    for host in hosts: d = deferToThread(host.ping); d.addCallback(host.answered)


def errback_before_the_last_callback(host):
    d = deferToThread(host.ping)
    d.addErrback(log.err)
    d.addCallback(host.answered)


def callback_beside_errback(host):
    d = deferToThread(host.ping)
    d.addCallbacks(host.answered, host.failed)


def errback_that_hands_on(host):
    d = deferToThread(host.ping)
    d.addCallback(host.answered)
    d.addErrback(lambda failure: failure)
