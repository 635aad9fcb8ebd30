# runs
"""Failures are logged, and the file is closed as before."""

from twisted.internet import defer, task
from twisted.python import log


def log_failures(results):
    for success, value in results:
        if not success:
            log.err(value, "one of several operations failed")
    return results


class Downloads:
    """Fetches pages into one file."""

    def __init__(self):
        self.got = []

    def fetch(self, number):
        if number % 2:
            return defer.fail(ValueError("odd"))
        return defer.succeed(number)

    def fetch_all(self, numbers):
        pending = []
        for number in numbers:
            d = self.fetch(number)
            d.addCallback(self.got.append)
            pending.append(d)
        # All are on their way.
        everything = defer.DeferredList(pending, consumeErrors=True)
        everything.addCallback(log_failures)
        everything.addCallback(lambda results, downloads: print("closed", downloads.got), self)
        return everything

    def count(self, numbers):
        d = defer.DeferredList([self.fetch(number) for number in numbers], consumeErrors=True)
        d.addCallback(log_failures)
        d.addCallback(self.counted)
        return d

    def counted(self, results):
        print(len(results), "fetched")


def main(reactor):
    downloads = Downloads()
    d = downloads.fetch_all([2, 3, 4])
    d.addCallback(lambda _: downloads.count([2, 3]))
    return d


task.react(main)
