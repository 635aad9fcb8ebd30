# runs
import string


def f(buf, *a, **k):
    if not len(a): print "no arguments"
    if len(k) == 0: print("no options")
    if 0 <> len(a): print "arguments"
    while len(a) > 0L: a = a[1:]
    return not len(a)


print f("x"), f("", 1, b=2)
print not len(`f` or ""), (not len(map(str, []))), not len(filter(None, [0])), not len({}.keys())
if not len(range(0)) and not len(xrange(0)): print "ranges"
if not len(u"") and len(`1`) > 0: print "text"
if not len(string.strip(" ")): print "blank"
try:
    raise IOError, "x"
except IOError, error:
    if len("%s" % error) <> 0: print "error"
