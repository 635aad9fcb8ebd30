"""Gathered for a command of another shape, and read as a whole."""

import urllib.request


class Cleaner:
    def start(self, names):
        self.seen = set()  # reported
        for name in names:
            self.client.fetch(name).addCallback(self.fetched, name)

    def fetched(self, data, name):
        self.folder.write(data)
        self.seen.add(name)

    def finish(self):
        return self.client.remove(self.seen)


def headers(address):
    answer = urllib.request.urlopen(address)
    for line in answer.readlines():  # reported
        print(line)


def lines(connection):
    for line in connection.makefile().readlines():  # reported
        print(line)
