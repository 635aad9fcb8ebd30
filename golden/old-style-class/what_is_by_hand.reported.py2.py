import types
from twisted.internet import protocol


class Stop:  # reported
    pass


class Late(Stop):
    pass


class Proxy:  # reported
    def __getattr__(self, name):
        return getattr(3, name)


class Callable:  # reported
    def __init__(self, function):
        self.__call__ = function


class Mixin:  # reported
    pass


class Mixed(object, Mixin):
    pass


def go():
    try:
        raise Late()
    except Stop:
        print "stopped"
