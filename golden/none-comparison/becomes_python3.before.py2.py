# runs
import sys

reply = None
if reply <> None:
    print "reply"
elif None == reply:
    print >>sys.stdout, "none", reply==None
try:
    raise ValueError, "none"
except ValueError, error:
    print error, error <> None
