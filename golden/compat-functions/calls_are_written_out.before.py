from twisted.python import compat
from twisted.python.compat import intToBytes as number, items, iteritems, itervalues, nativeString, reraise


def show(fields, other):
    for name, value in iteritems(fields):
        print(nativeString(name), number(value), b"-" + number(value + 1), [number(1)])
    print(sorted(itervalues(fields.copy())), items(other["x"]))
    print(list(compat.iteritems({1: 2})))


def again(error, traceback):
    reraise(error, traceback)


show({b"a": 1}, {"x": {3: 4}})
