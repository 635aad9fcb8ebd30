"""A script whose library needs what the script hides."""

import sys
import urllib.request  # reported


def fetch(address):
    return urllib.request.urlopen(address).read()


if __name__ == "__main__":
    print(fetch(sys.argv[1]))
