from twisted.internet import protocol


class One(object):
    pass


class Two(protocol.Protocol):
    pass


class Three:
    __metaclass__ = type


print One, Two, Three
