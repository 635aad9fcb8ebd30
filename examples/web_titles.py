#!/usr/bin/env python
# Print the titles of several pages of a web server, fetched all at once.
#
#     web_titles.py HOST PORT PATH ...

import re, sys, time

from twisted.internet import defer, reactor
from twisted.web.client import getPage

site = "http://%s:%s" % (sys.argv[1], sys.argv[2])
paths = sys.argv[3:]
started = time.time()


def find_title(html):
    match = re.search("(?is)<title>(.*?)</title>", html)
    if match == None:
        raise ValueError, "this page has no title"
    return match.group(1).strip()


def report(results):
    # The results come in the order of the requests.
    for path, (success, html) in zip(paths, results):
        print "%-20s" % path, find_title(html)


def finish(ignored):
    print "%d pages from '%s'" % (len(paths), site)
    print >>sys.stderr, "%.1f seconds" % (time.time() - started)
    reactor.stop()


requests = [getPage(site + path) for path in paths]
d = defer.DeferredList(requests)
d.addCallback(report)
d.addCallback(finish)
reactor.run()
