from mine import getPage
from twisted.web.client import Agent, readBody


def page(reactor, browser, url):
    browser.getPage(url)
    getPage(url)
    return Agent(reactor).request(b"GET", url).addCallback(readBody)
