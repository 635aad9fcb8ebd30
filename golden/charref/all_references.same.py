"""Both forms are read, or the numbers are no references."""

import re
from html import unescape
from html.parser import HTMLParser

ANY_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]+)|(\d+));")
HAS_REFERENCE = re.compile(r"&#\d+;")


class Text(HTMLParser):
    def handle_charref(self, name):
        base = 16 if name.startswith(("x", "X")) else 10
        self.handle_data(chr(int(name.lstrip("xX"), base)))


class Passing(HTMLParser):
    def handle_charref(self, name):
        self.handle_data(unescape("&#" + name + ";"))


def percent(text):
    return re.sub("%([0-9a-fA-F]{2})", lambda found: chr(int(found.group(1), 16)), text)


def dotted(text):
    return "".join(chr(int(part)) for part in text.split("."))


def one(found):
    hexadecimal, decimal = found.groups()
    return chr(int(hexadecimal, 16) if hexadecimal else int(decimal))


def escaped(text):
    return re.sub("[^ -~]", lambda found: "&#%d;" % ord(found.group()), text)
