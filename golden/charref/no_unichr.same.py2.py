"""Python 3 has no unichr, and its chr knows all characters."""

from HTMLParser import HTMLParser


class Page(HTMLParser):
    def handle_charref(self, name):
        number = int(name[1:], 16) if name[0] in "xX" else int(name)
        try:
            self.text.append(unichr(number))
        except NameError:
            self.text.append(chr(number))
