# runs
class Count(object):
    def __init__(self):
        self.left = 2

    def __iter__(self):
        return self

    def __next__(self):
        if not self.left:
            raise StopIteration
        self.left -= 1
        return self.left

    def __bool__(self):
        return self.left > 0


class Meta(type):
    kind = "meta"


class Peer(object, metaclass=Meta):
    port = 80


class Plain(metaclass=Meta):

    def greet(self):
        return "hello"


print(list(Count()), bool(Count()), next(Count()), next(iter([5])), Peer.kind, Plain().greet(), Plain.kind)
