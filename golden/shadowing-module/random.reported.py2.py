"""`urllib2` imports `random`, which a script of that name hides."""

import urllib2  # reported


def pick(hosts):
    print "one of", hosts
    return urllib2.urlopen(hosts[0])


if __name__ == "__main__":
    pick(["http://localhost/"])
