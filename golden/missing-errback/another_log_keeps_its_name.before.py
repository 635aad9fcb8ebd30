"""The file's own `log` is no reporter of failures."""

import logging

from twisted.internet import reactor
from twisted.internet.threads import deferToThread

log = logging.getLogger(__name__)


def ping(host):
    log.info("ping %s", host)
    deferToThread(host.ping).addCallback(host.answered)
    deferToThread(host.trace).addCallback(host.answered)


reactor.callWhenRunning(ping, "localhost")
