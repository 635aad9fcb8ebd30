# runs
class Peer:
    def __init__(self, host):
        self.host = host

    def __eq__(self, other):
        """Peers are the same if their hosts are."""
        if not isinstance(other, Peer):
            return NotImplemented
        return self.host == other.host


class Route:
    def __eq__(self, other):
        return isinstance(other, Route) and other.hops == self.hops


def known(peer):
    if peer is None:
        return False
    return True


print(known(Peer("a")), known(Route()), known(None), Peer("a") is None)
