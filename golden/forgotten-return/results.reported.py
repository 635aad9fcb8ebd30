"""The callback that is reported sends None to one which needs a value."""

from twisted.internet.threads import deferToThread


class Reader:
    def read(self, path):
        d = deferToThread(self.load, path)
        d.addCallback(self.parse)
        d.addCallback(self.show)
        return d

    def parse(self, text):  # reported
        self.lines = text.splitlines()

    def show(self, lines):
        for line in lines:
            print(line)
