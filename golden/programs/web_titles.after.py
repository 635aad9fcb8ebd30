# Prints the titles of web pages, fetched all at once: HOST PORT PATH ...
# Results unchecked, no errback, a stop on success only: the first page that fails hangs the program.

import re
import sys

from twisted.internet import defer, reactor
from twisted.web.client import Agent, readBody
from twisted.web.error import Error
from twisted.python import log


def check_results(results):
    failures = [value for success, value in results if not success]
    for failure in failures[1:]:
        log.err(failure, "one of several operations failed")
    return failures[0] if failures else results


site = "http://%s:%s" % (sys.argv[1], sys.argv[2])
paths = sys.argv[3:]
agent = Agent(reactor)


def body(response):
    if response.code != 200:
        raise Error(response.code, response.phrase)
    return readBody(response)


def title(page):
    return re.search(b"(?is)<title>(.*?)</title>", page).group(1).decode("ascii")


def report(results):
    for path, (success, page) in zip(paths, results):
        print(path, title(page))


def finish(_):
    print(len(paths), "pages")


requests = []
for path in paths:
    d = agent.request(b"GET", (site + path).encode("ascii"))
    d.addCallback(body)
    requests.append(d)
d = defer.DeferredList(requests, consumeErrors=True)
d.addCallback(check_results)
d.addCallback(report)
d.addCallback(finish)
d.addErrback(log.err, "DeferredList or a callback failed")
d.addBoth(lambda _: reactor.stop())
reactor.run()
