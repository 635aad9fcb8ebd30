#!/usr/bin/env python
"""Piped to the mail program by cron."""
import time

print "Subject: time"
print "Content-Type: text/html"
print
print "<p>It is %s.</p>" % time.ctime()
