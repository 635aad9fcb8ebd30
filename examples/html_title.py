#!/usr/bin/env python
# -*- coding: iso-8859-1 -*-
# Print the title of a web page, with its character references resolved.
#
#     html_title.py HOST PORT [PATH]
#
# A reference is a name (&eacute; is é) or a number (&#169; is ©).

import HTMLParser, htmlentitydefs, sys, urllib


class TitleReader(HTMLParser.HTMLParser):
    """Collects the text between <title> and </title>."""

    def __init__(self):
        HTMLParser.HTMLParser.__init__(self)
        self.inside = 0
        self.title = None

    def handle_starttag(self, tag, attributes):
        if tag == "title":
            self.inside = 1
            self.title = ""

    def handle_endtag(self, tag):
        if tag == "title":
            self.inside = 0

    def handle_data(self, text):
        if self.inside:
            self.title = self.title + text

    def handle_entityref(self, name):
        if not htmlentitydefs.entitydefs.has_key(name):
            raise ValueError, "no character is called '%s'" % name
        self.handle_data(htmlentitydefs.entitydefs[name])

    def handle_charref(self, number):
        self.handle_data(chr(int(number)))      # 169 becomes ©


path = "/"
if len(sys.argv) > 3:
    path = sys.argv[3]
url = "http://%s:%s%s" % (sys.argv[1], sys.argv[2], path)
reader = TitleReader()
try:
    reader.feed(urllib.urlopen(url).read())
except (IOError, ValueError), problem:
    print >>sys.stderr, "Cannot read '%s': %s" % (url, problem)
    sys.exit(1)

if reader.title == None:
    print "The page '%s' has no title." % url
else:
    print "Title:", reader.title
