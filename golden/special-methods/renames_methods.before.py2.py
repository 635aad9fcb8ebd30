# runs
class Count(object):
    def __init__(self):
        self.left = 2

    def __iter__(self):
        return self

    def next(self):
        if not self.left:
            raise StopIteration
        self.left -= 1
        return self.left

    def __nonzero__(self):
        return self.left > 0


class Meta(type):
    kind = "meta"


class Peer(object):
    __metaclass__ = Meta
    port = 80


class Plain:
    __metaclass__ = Meta

    def greet(self):
        return "hello"


print list(Count()), bool(Count()), Count().next(), iter([5]).next(), Peer.kind, Plain().greet(), Plain.kind
