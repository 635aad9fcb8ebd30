import zope.interface
from zope.interface import implements


class Thing:
    IOwn = object
    implements(IOwn)  # reported


class Other(Thing):
    if Thing:
        implements(Thing)  # reported


class Third(Thing):
    __implements__ = Thing.__implements__ + (Other,)  # reported


class Fourth(Thing): x = 1; implements(Thing)  # reported


def declare(made):
    zope.interface.classProvides(made)  # reported
