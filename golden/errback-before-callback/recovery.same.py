"""Errbacks that stand for something, or whose callbacks mind."""

from twisted.internet.threads import deferToThread
from twisted.python import log


def show(page):
    print(page.title)


def show_if_there(page):
    if page is not None:
        print(page.title)


def empty(failure):
    return []


def give_up(failure):
    log.err(failure)
    raise SystemExit


def fetch(page):
    d = deferToThread(page.load)
    d.addErrback(empty)
    d.addCallback(show)
    d.addErrback(log.err)
    d.addCallback(show_if_there)
    d.addErrback(log.err)
    d.addCallback(print)
    d.addErrback(give_up)
    d.addCallback(show)
    return d


def fetch_quietly(page, quiet):
    d = deferToThread(page.load)
    if quiet:
        d.addErrback(log.err)
    d.addCallback(show)
    return d
