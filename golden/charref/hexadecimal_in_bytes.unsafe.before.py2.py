from HTMLParser import HTMLParser


class Title(HTMLParser):
    def handle_charref(self, name):
        if name[0] in "xX":
            character = chr(int(name[1:], 16))
        else:
            character = chr(int(name))
        self.title += character
