from twisted.internet import reactor
from twisted.web.client import getPage


def fetch(url):
    print "fetching", url
    getPage(url).addBoth(lambda _: reactor.stop())
    reactor.run()  # reported


fetch("http://localhost/one")
fetch("http://localhost/two")
