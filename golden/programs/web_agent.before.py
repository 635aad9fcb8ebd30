"""Say how long pages are: web_agent.py HOST PORT PATH..."""

import sys

from twisted.internet import defer, reactor
from twisted.web.client import Agent, readBody
from twisted.web.error import Error


def measured(body, path):
    return path, len(body)


def answered(response, path):
    if response.code != 200:
        raise Error(b"%d" % response.code, response.phrase)
    d = readBody(response)
    d.addCallback(measured, path)
    return d


def ask(path):
    url = "http://%s:%s%s" % (sys.argv[1], sys.argv[2], path)
    d = agent.request(b"GET", url.encode("ascii"))
    d.addCallback(answered, path)
    return d


def show(sizes):
    for path, size in sizes:
        print("%s: %d bytes" % (path, size))
    reactor.stop()


agent = Agent(reactor)
defer.gatherResults([ask(path) for path in sys.argv[3:]]).addCallback(show)
reactor.run()
