"""The file's own `log` is no reporter of failures."""

import logging

from twisted.internet import reactor
from twisted.internet.threads import deferToThread
from twisted.python import log as twisted_log

log = logging.getLogger(__name__)


def ping(host):
    log.info("ping %s", host)
    deferToThread(host.ping).addCallback(host.answered).addErrback(twisted_log.err, "ping or a callback failed")
    deferToThread(host.trace).addCallback(host.answered).addErrback(twisted_log.err, "trace or a callback failed")


reactor.callWhenRunning(ping, "localhost")
