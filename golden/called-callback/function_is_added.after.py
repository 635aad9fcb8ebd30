"""The function itself is added, where it can take what comes."""

from twisted.internet.threads import deferToThread


class Fetcher:
    def fetch(self, page):
        d = deferToThread(page.load)
        d.addCallback(self.show)
        d.addErrback(complain, "cannot load")
        d.addBoth(
            finished,  # the end
        )

    def show(self, page):
        print(page.title)


def complain(failure=None, why=""):
    print(why, failure)


def finished(*results):
    print("finished")
