"""One errback at the end is what netfix adds; the paths that end before it are left to a person."""

from twisted.internet.threads import deferToThread


def ping(host, quick):
    d = deferToThread(host.ping)
    d.addCallback(host.answered)
    if quick:
        return
    d.addCallback(print)


def ping_all(hosts):
    for host in hosts:
        d = deferToThread(host.ping)
        d.addCallback(host.answered)
    d.addCallback(print)
