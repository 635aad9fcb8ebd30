"""Prints a page's title."""

from HTMLParser import HTMLParser
import sys


class TitleParser(HTMLParser):
    def __init__(self):
        HTMLParser.__init__(self)
        self.title = u""
        self.readingtitle = 0

    def handle_starttag(self, tag, attrs):
        if tag == "title":
            self.readingtitle = 1

    def handle_data(self, data):
        if self.readingtitle:
            self.title += data

    def handle_charref(self, name):
        try:
            charnum = int(name[1:], 16) if name[:1] in "xX" else int(name)
        except ValueError:
            return
        if charnum < 1 or charnum > 0xFFFF:
            return  # not a character
        self.handle_data(unichr(charnum))


parser = TitleParser()
parser.feed(sys.stdin.read())
print repr(parser.title)
