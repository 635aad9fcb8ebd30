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
    d.addErrback(log.err, "len or a callback failed")


def either(fast):
    if fast:
        d = defer.succeed(1)
    else:
        d = deferToThread(sum, [1, 2])
    d.addCallback(print)
    d.addErrback(log.err, "succeed or a callback failed")


def only_here(host, cache):
    d = deferToThread(cache.load, host)
    if cache.enabled:
        d.addCallback(cache.store)
        d.addErrback(log.err, "load or a callback failed")
        return True
    return False


def each(hosts):
    for host in hosts:
        d = deferToThread(host.ping)
        d.addCallback(host.answered)
        d.addErrback(log.err, "ping or a callback failed")


def one_line(hosts):
    for host in hosts: d = deferToThread(host.ping); d.addCallback(host.answered); d.addErrback(log.err, "ping or a callback failed")


def errback_before_the_last_callback(host):
    d = deferToThread(host.ping)
    d.addErrback(log.err)
    d.addCallback(host.answered)
    d.addErrback(log.err, "ping or a callback failed")


def callback_beside_errback(host):
    d = deferToThread(host.ping)
    d.addCallbacks(host.answered, host.failed)


def errback_that_hands_on(host):
    d = deferToThread(host.ping)
    d.addCallback(host.answered)
    d.addErrback(lambda failure: failure)
    d.addErrback(log.err, "ping or a callback failed")
