#!/usr/bin/env python
"""A CGI script that says how long its page is."""

import cgi

page = "<html><body>%s</body></html>" % cgi.escape("<")
print "Content-Type: text/html"
print "Content-Length: %d" % len(page)
print
print page,
