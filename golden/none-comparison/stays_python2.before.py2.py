# runs
x = None
print x<>None, None<>x, x <> None, not x<>None, not (x <> None), x==None
if x<>None: print 1
elif not x<>None: print 3
assert x==None, `x`
print `x==None`, `x` == None, [y for y in [1, None] if y<>None]


def pair((a, b)):
    return a == None, b <> None


print pair((None, 1))
try:
    if x == None:
        raise ValueError, "none"
except ValueError, e:
    print e, e == None
async = None
if async == None: print 0777, 10L
