# runs
"""Characters below 256 are read as before."""

from html.parser import HTMLParser


class Text(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.found = []

    def handle_charref(self, name):
        if 0 < (int(name[1:], 16) if name[:1] in "xX" else int(name)) < 256:
            self.found.append(chr(int(name[1:], 16) if name[:1] in "xX" else int(name)))


class Other(Text):
    def handle_charref(self, name):
        code = int(name[1:], 16) if name[:1] in "xX" else int(name)
        self.found.append(chr(code))


for parser in Text(), Other():
    parser.feed("caf&#233; &#38; more")
    print(parser.found)
