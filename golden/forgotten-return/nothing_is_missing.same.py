"""These return what is needed, or nothing is."""

from twisted.internet.threads import deferToThread
from twisted.python import log


class Reader:
    def read(self, path):
        d = deferToThread(self.load, path)
        d.addCallback(self.parse)
        d.addCallback(self.show)
        d.addCallback(self.finish)
        d.addErrback(self.failed)
        d.addCallback(self.show_or_not)
        d.addCallback(self.give_up)
        d.addCallback(self.show)
        d.addCallback(self.hook)
        d.addCallback(self.show)
        d.addCallback(self.last)
        return d

    def parse(self, text):
        if not text:
            return []
        return text.splitlines()

    def show(self, lines):
        for line in lines:
            print(line)

    def finish(self, ignored):
        print("finished")

    def failed(self, failure):
        log.err(failure)

    def show_or_not(self, lines):
        if lines is None:
            return
        for line in lines:
            print(line)

    def give_up(self, ignored):
        raise ValueError("no lines")

    def hook(self, lines):
        """Whoever inherits from this says what to do."""

    def last(self, ignored):
        deferToThread(self.clean_up).addCallback(print).addErrback(log.err)
