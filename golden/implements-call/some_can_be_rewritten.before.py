from zope.interface import (
    Interface, implementer,
    implements)
from zope.interface import classProvides


class IThing(Interface):
    pass


@implementer(IThing)
class Thing:
    pass


class Other(object):

    implements(IThing)

    name = "other"


class Third(object):
    classProvides(IThing)
    if Other:
        classProvides(IThing)
