from twisted.web.client import getPage


def fetch(url, wait):
    d = getPage(url)  # reported
    d.addCallback(print)
    if wait:
        return d


def checked(url, wait):
    d = getPage(url)
    d.addCallback(print)
    if wait < 0:
        raise ValueError(wait)
    if wait:
        return d
    d.addErrback(print)


class Action:
    def run(self, url):
        d = Context(getPage(url))
        d.addCallback(print)
        return d.addActionFinish()
