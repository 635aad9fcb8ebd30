"""Callbacks that could not be called."""

from gettext import gettext as _

from twisted.internet import reactor
from twisted.internet.threads import deferToThread


def fetch(page):
    def finished(_result):
        print(_("finished"))

    d = deferToThread(page.load)
    d.addCallback(lambda _result: print("loaded"))
    d.addErrback(( lambda _result: 0 ))
    d.addBoth(finished)


class Fetcher:
    def fetch(self, page):
        deferToThread(page.load).addCallbacks(self.loaded, self.failed)

    def loaded(self, _result):
        print("loaded")

    def failed(self, _result ):  # why?
        print("failed")


reactor.run()
