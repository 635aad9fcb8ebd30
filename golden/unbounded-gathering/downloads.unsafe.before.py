"""Answers go to files piece by piece."""

import urllib.request


def download(address, path):
    answer = urllib.request.urlopen(address)
    with open(path, "wb") as file:
        file.write(answer.read())


def mirror(addresses):
    for address in addresses:
        with open(address.rpartition("/")[2], "wb") as file:
            file.write(urllib.request.urlopen(address).read())
