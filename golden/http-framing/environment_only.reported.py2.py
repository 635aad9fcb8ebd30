#!/usr/bin/env python
import os, sys

sys.stdout.write("Content-Type: %s\n\n" % "text/plain")  # reported
print "you asked for", repr(os.environ["QUERY_STRING"])
