"""Answers go to files piece by piece."""

import urllib.request
from shutil import copyfileobj


def download(address, path):
    answer = urllib.request.urlopen(address)
    with open(path, "wb") as file:
        copyfileobj(answer, file)


def mirror(addresses):
    for address in addresses:
        with open(address.rpartition("/")[2], "wb") as file:
            copyfileobj(urllib.request.urlopen(address), file)
