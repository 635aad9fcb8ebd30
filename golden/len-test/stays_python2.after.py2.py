# runs
import string


def f(buf, *a, **k):
    if not a: print "no arguments"
    if not k: print("no options")
    if a: print "arguments"
    while a: a = a[1:]
    return not a


print f("x"), f("", 1, b=2)
print not (`f` or ""), (not map(str, [])), not filter(None, [0]), not {}.keys()
if not range(0) and not xrange(0): print "ranges"
if not u"" and `1`: print "text"
if not string.strip(" "): print "blank"
try:
    raise IOError, "x"
except IOError, error:
    if "%s" % error: print "error"
