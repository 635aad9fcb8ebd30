from twisted.python import compat
from twisted.python.compat import nativeString


def show(fields, other):
    for name, value in fields.items():
        print(nativeString(name), b"%d" % (value,), b"-" + b"%d" % (value + 1,), [b"%d" % (1,)])
    print(sorted(fields.copy().values()), list(other["x"].items()))
    print(list({1: 2}.items()))


def again(error, traceback):
    raise error.with_traceback(traceback)


show({b"a": 1}, {"x": {3: 4}})
