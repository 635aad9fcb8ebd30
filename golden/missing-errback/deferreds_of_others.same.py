"""What calls itself a Deferred here has nothing to do with Twisted."""

import txaio

from mochi import Deferred


def ask(server):
    d = server.ask()
    d.addCallback(print)
    Deferred().addCallback(print)
    future = txaio.create_future()
    txaio.add_callbacks(future, print, None)
    return future
