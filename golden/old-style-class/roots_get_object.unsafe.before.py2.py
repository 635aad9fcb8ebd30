from twisted.internet import protocol


class Counter:
    """Counts."""

    def __init__(self):
        self.count = 0

    def get(self):
        return self.count

    total = property(get)


class Empty(): pass


class Both(Counter, protocol.Protocol):
    def go(self):
        class Inner :
            x = 1
        print Inner.x, self.total


Both().go()
print isinstance(Empty(), object)
