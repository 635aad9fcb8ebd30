import types
from twisted.internet import protocol


class Plain:  # reported
    pass


print type(Plain()) is types.InstanceType
