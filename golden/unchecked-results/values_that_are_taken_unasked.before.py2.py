from twisted.internet.defer import DeferredList as Several
from twisted.internet.threads import deferToThread


class Sizes:
    def ask(self, pages):
        d = Several([deferToThread(page.size) for page in pages], 0, 0, 1)
        d.addCallback(lambda results: sum([pair[1] for pair in results]))
        d.addCallback(self.show, len(pages))
        return d

    def show(self, size, count):
        print "%d bytes in `%d` pages" % (size, count)
