"""What these calls return may be functions."""

from twisted.internet.threads import deferToThread

from .pages import show


def labelled(label):
    def show(page):
        print(label, page)

    return show


def sometimes(label):
    if label:
        return labelled(label)


def abstract():
    raise NotImplementedError


def fetch(page):
    d = deferToThread(page.load)
    d.addCallback(labelled("page"))
    d.addCallback(sometimes("page"))
    d.addCallback(abstract())
    d.addCallback(show())
    d.addErrback(page.failed())
    d.addCallback(print, labelled("page"))
