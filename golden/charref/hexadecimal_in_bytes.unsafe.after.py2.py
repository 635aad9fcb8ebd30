from HTMLParser import HTMLParser


class Title(HTMLParser):
    def handle_charref(self, name):
        if name[0] in "xX":
            character = unichr(int(name[1:], 16))
        else:
            character = unichr(int(name))
        self.title += character
