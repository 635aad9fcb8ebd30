"""Gathered for a command of another shape, and read or fetched as a whole."""

import poplib
import urllib.request

import requests


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


def numbers(path):
    for line in open(path).read().split("\n"):  # reported
        print(line)


def first(path):
    log = open(path)
    for line in log.readlines():  # reported
        if not line.strip():
            break
    return log.tell()


def download(address, path):
    page = urllib.request.urlopen(address).read()  # reported
    with open(path, "wb") as file:
        file.write(page)


def picture(address, path):
    answer = requests.get(address)
    with open(path, "wb") as file:
        file.write(answer.content)  # reported


def show(host):
    box = poplib.POP3(host)
    count, _ = box.stat()
    messages = [box.retr(number) for number in range(1, count + 1)]  # reported
    for message in messages:
        print(message)
