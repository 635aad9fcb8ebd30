"""Failures of these callbacks are seen, or cannot be."""

from twisted.internet import defer
from twisted.internet.threads import deferToThread
from twisted.python import log


def covered_by_a_later_errback(host):
    d = deferToThread(host.ping)
    d.addCallbacks(host.answered, log.err)
    d.addErrback(log.err)


def returned(host):
    return deferToThread(host.ping).addCallbacks(host.answered, log.err)


def cannot_fail(host):
    deferToThread(host.ping).addCallbacks(lambda _: True, log.err)


def without_an_errback(host):
    deferToThread(host.ping).addCallbacks(host.answered).addErrback(log.err)


def fires_another(host):
    outcome = defer.Deferred()
    deferToThread(host.ping).addCallbacks(outcome.callback, outcome.errback)
    return outcome
