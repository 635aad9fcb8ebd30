# runs
import sys

log = sys.stdout
channels = {"out": sys.stdout}
print >>log, "connected"
print >> log , "port", 25
print >>log
print >>log, "waiting",
print >>log, "done"
print >>log, ("a", "tuple")
print >>sys.stdout, \
    "on two lines", \
    "of the file"
print >>channels["out"], "by index"
print >>None, "None is standard output"
print >>(lambda: channels["out"])(), "by", "call"
print >>[log][0L], "a number that is rewritten"
print >>log, "starting\n", "banner", "next"
