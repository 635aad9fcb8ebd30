from twisted.internet import protocol
from twisted.python import log


class Janitor:
    def __init__(self, proto):
        self.proto = proto

    def tidy(self):
        self.proto.removeFlags("1:*", [r"\Seen"]).addErrback(log.err, "removeFlags failed")


class Service(protocol.Protocol):
    def tidy(self):
        """To be replaced."""
        return defer.succeed(None)

    def connectionMade(self):
        self.tidy()


from twisted.internet import defer  # noqa: E402
