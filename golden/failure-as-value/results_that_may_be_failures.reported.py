"""Found, and left to a person."""

from twisted.internet.threads import deferToThread
from twisted.python.failure import Failure


def show(headers):
    for name, value in headers.items():  # reported
        print(name, value)


def first(lines):
    return lines[0]  # reported


def fetch(page):
    d = deferToThread(page.headers)
    d.addBoth(show)
    e = deferToThread(page.lines).addBoth(first)
    return d, e, deferToThread(page.lines).addBoth(lambda lines: [line for line in lines])  # reported


def knows(result):
    if isinstance(result, Failure):
        return result
    return result[0]


def counts(result):
    print("done", result)
    return result


def fetch_with_care(page):
    d = deferToThread(page.lines)
    d.addBoth(knows)
    d.addBoth(counts)
    d.addErrback(print)
    d.addBoth(first)
    return d
