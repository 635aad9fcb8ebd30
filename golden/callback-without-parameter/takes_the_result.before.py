"""Callbacks that could not be called."""

from gettext import gettext as _

from twisted.internet import reactor
from twisted.internet.threads import deferToThread


def fetch(page):
    def finished():
        print(_("finished"))

    d = deferToThread(page.load)
    d.addCallback(lambda: print("loaded"))
    d.addErrback(( lambda: 0 ))
    d.addBoth(finished)


class Fetcher:
    def fetch(self, page):
        deferToThread(page.load).addCallbacks(self.loaded, self.failed)

    def loaded(self):
        print("loaded")

    def failed(self ):  # why?
        print("failed")


reactor.run()
