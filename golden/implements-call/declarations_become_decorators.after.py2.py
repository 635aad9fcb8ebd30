from twisted.internet import interfaces
from zope.interface import Interface, implementer, provider
import zope.interface


class IThing(Interface):
    pass


@implementer(IThing, interfaces.IPushProducer)
class Thing:
    def stop(self):
        print "stopped"


def registered(made):
    return made


@registered
@implementer(IThing)
@provider(IThing)
class Other(object):
    """Says so below its docstring."""


@zope.interface.implementer_only(IThing)
class Third(Thing):
    @implementer(IThing)
    class Inner:
        pass
