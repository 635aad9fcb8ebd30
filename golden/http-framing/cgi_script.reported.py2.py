#!/usr/bin/env python
"""Shows what time it is."""

import cgitb
import time

cgitb.enable()
print "Content-type: text/html"  # reported
print
print "<html><body>%s</body></html>" % time.ctime()
