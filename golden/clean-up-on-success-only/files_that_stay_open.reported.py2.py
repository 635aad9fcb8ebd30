from twisted.web.client import getPage


def fetch(url):
    copy = open("page", "wb")
    d = getPage(url)
    d.addCallback(copy.write)
    d.addCallback(lambda _, out: out.close(), copy)  # reported
    return d
