"""sgmllib finds decimal references only, so there is no use in reading others."""

from sgmllib import SGMLParser


class Page(SGMLParser):
    def handle_charref(self, ref):
        self.text.append(unichr(int(ref)))  # reported
