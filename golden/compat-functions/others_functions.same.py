from mycompat import iteritems
from twisted.python.compat import nativeString


def items(d):
    return d


for each in iteritems({1: 2}):
    print(items(each), nativeString("x"))
