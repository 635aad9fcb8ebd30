"""A parser which knows both, and bytes that are bytes."""

from sgmllib import SGMLParser


class Text(SGMLParser):
    def handle_charref(self, name):
        if name[0] in "xX":
            number = int(name[1:], 16)
        else:
            number = int(name)
        print unichr(number).encode("utf-8"),


def unquoted(text):
    print chr(int(text, 16)), chr(int(text))
