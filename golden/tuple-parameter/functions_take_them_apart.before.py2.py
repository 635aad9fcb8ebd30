# runs
class Server(object):
    """Listens."""

    def connected(self, (host, port), data=None):
        # comments stay where they are

        return "%s:%d %s" % (host, port, data)


def nested(scheme, (host, (port, path))=("localhost", (80, "/")), *rest):
    """Stays the documentation."""
    return (scheme, host, port, path, rest)


def two((a, b), (c, d)):
    return a, b, c, d


def single((value,)):
    return value


def plain((value)):
    return value


def one_line((host, port)): return port, host


def documented((host, port)):
    """On a line."""; return port


print(Server().connected(("localhost", 25)))
print(nested("http"))
print(nested("http", ("here", (81, "/x")), 1))
print(nested.__doc__)
print(two((1, 2), (3, 4)))
print("%s %s %s %s" % (single([1]), plain(2), one_line((3, 4)), documented((5, 6))))
