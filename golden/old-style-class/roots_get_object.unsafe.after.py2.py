from twisted.internet import protocol


class Counter(object):
    """Counts."""

    def __init__(self):
        self.count = 0

    def get(self):
        return self.count

    total = property(get)


class Empty(object): pass


class Both(Counter, protocol.Protocol):
    def go(self):
        class Inner(object):
            x = 1
        print Inner.x, self.total


Both().go()
print isinstance(Empty(), object)
