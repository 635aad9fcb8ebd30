#!/usr/bin/env python
import time

print "Content-Type: text/html"  # reported
print
print "<p>It is %s.</p>" % time.ctime()
