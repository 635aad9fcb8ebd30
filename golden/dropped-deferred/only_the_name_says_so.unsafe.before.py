from twisted.internet import protocol


class Janitor:
    def __init__(self, proto):
        self.proto = proto

    def tidy(self):
        self.proto.removeFlags("1:*", [r"\Seen"])


class Service(protocol.Protocol):
    def tidy(self):
        """To be replaced."""
        return defer.succeed(None)

    def connectionMade(self):
        self.tidy()


from twisted.internet import defer  # noqa: E402
