from twisted.internet import interfaces
from zope.interface import Interface, implements, classProvides
import zope.interface


class IThing(Interface):
    pass


class Thing:
    implements(
        IThing,
        interfaces.IPushProducer)

    def stop(self):
        print "stopped"


def registered(made):
    return made


@registered
class Other(object):
    """Says so below its docstring."""
    classProvides(IThing)
    implements(IThing)


class Third(Thing):
    zope.interface.implementsOnly(IThing)

    class Inner:
        implements(IThing)
