# runs
class Server(object):
    """Listens."""

    def connected(self, host_port, data=None):
        host, port = host_port
        # comments stay where they are

        return "%s:%d %s" % (host, port, data)


def nested(scheme, host_port_path=("localhost", (80, "/")), *rest):
    """Stays the documentation."""
    host, (port, path) = host_port_path
    return (scheme, host, port, path, rest)


def two(a_b, c_d):
    a, b = a_b
    c, d = c_d
    return a, b, c, d


def single(parts):
    (value,) = parts
    return value


def plain(value):
    return value


def one_line(host_port): host, port = host_port; return port, host


def documented(host_port):
    """On a line."""; host, port = host_port; return port


print(Server().connected(("localhost", 25)))
print(nested("http"))
print(nested("http", ("here", (81, "/x")), 1))
print(nested.__doc__)
print(two((1, 2), (3, 4)))
print("%s %s %s %s" % (single([1]), plain(2), one_line((3, 4)), documented((5, 6))))
