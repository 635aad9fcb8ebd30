# runs
x = None
print x is not None, x is not None, x is not None, x is None, x is None, x is None
if x is not None: print 1
elif x is None: print 3
assert x is None, `x`
print `x is None`, `x` is None, [y for y in [1, None] if y is not None]


def pair((a, b)):
    return a is None, b is not None


print pair((None, 1))
try:
    if x is None:
        raise ValueError, "none"
except ValueError, e:
    print e, e is None
async = None
if async is None: print 0777, 10L
