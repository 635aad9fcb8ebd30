from twisted.internet import defer
from twisted.web import client
from twisted.web.client import getPage as fetch, downloadPage


def pages(urls):
    downloadPage(urls[0], "page.html")  # reported
    client.getPage(urls[0], timeout=3)  # reported
    return defer.gatherResults(map(fetch, urls))  # reported
