from zope.interface import (
    Interface, implementer)
from zope.interface import classProvides
from zope.interface import provider


class IThing(Interface):
    pass


@implementer(IThing)
class Thing:
    pass


@implementer(IThing)
class Other(object):

    name = "other"


@provider(IThing)
class Third(object):
    if Other:
        classProvides(IThing)
