"""Lists that are used for more than one command, and files that change while they are read."""

import os
import poplib
from urllib.request import urlopen

import requests


class Keeper:
    def start(self, names):
        self.kept = []
        self.read = []
        for name in names:
            self.client.fetch(name).addCallback(self.fetched, name)

    def fetched(self, data, name):
        self.kept.append(name)
        self.read.append(data)

    def finish(self):
        self.client.report(self.kept)
        return len(self.kept), sorted(self.read)


def renumber(path):
    with open(path) as source:
        lines = source.readlines()
    for line in sorted(lines):
        print(line)


def rewrite(path):
    for line in open(path).readlines():
        with open(path, "w") as file:
            file.write(line)


def of_something_else(source):
    for line in source.readlines():
        print(line)


def digest(address, path, hashlib):
    page = urlopen(address).read()
    with open(path, "wb") as file:
        file.write(page)
    return hashlib.sha256(page).hexdigest()


def twice(box, count):
    messages = [box.retr(number) for number in range(1, count + 1)]
    print(len(messages))
    for message in messages:
        print(message)


def again(box, count):
    messages = [box.retr(number) for number in range(1, count + 1)]
    for _ in range(2):
        for message in messages:
            print(message)


def streamed(address, path):
    answer = requests.get(address, stream=True)
    with open(path, "wb") as file:
        file.write(answer.content)


def words(path):
    for word in open(path).read().split():
        print(word)


def removing(path):
    for name in open(path).readlines():
        os.remove(name.strip())
