# runs
import sys


def fail(kind, name):
    if kind == 1:
        raise ValueError, "no folder '%s'" % name
    if kind == 2:
        raise LookupError("no folder '%s'" % name)
    print >>sys.stderr, "no folder '%s'" % name
    print "no folder '%s'" % name, "or '%s'" % name,
    print
    print ("no folder '%s'") % name
    print "no folder '%s'" % `name`


for kind in 1, 2, 3:
    try:
        fail(kind, "Trash")
    except (ValueError, LookupError), problem:
        print "failed:", problem
        print "failed with '%s'" % problem
