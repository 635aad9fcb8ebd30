"""Lines of files and answers are looked at as they come."""

import gzip
import urllib.request


def headers(address):
    answer = urllib.request.urlopen(address)
    for line in answer.readlines():
        print(line)
    answer.close()


def lines(connection):
    for line in connection.makefile().readlines():
        print(line)


def numbered(path):
    with gzip.open(path) as log:
        for number, line in enumerate(log.readlines(), 1):
            print(number, line)


def names(path):
    return {line.split(":")[0] for line in open(path).readlines() if line.strip()}
