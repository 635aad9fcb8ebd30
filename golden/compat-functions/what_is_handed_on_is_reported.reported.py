from twisted.python import compat
from twisted.python.compat import intToBytes, iteritems, reraise


def show(fields, one, other, x):
    print(list(map(iteritems, fields)))  # reported
    print(list(iteritems(one or other)))  # reported
    print(compat.itervalues)  # reported
    print(intToBytes(x).strip())  # reported
    return reraise(one, other)  # reported
