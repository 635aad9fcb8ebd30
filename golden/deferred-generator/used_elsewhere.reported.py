from twisted.internet import defer
from twisted.internet.defer import waitForDeferred


def helper(d):
    return waitForDeferred(d)  # reported


def body(client):
    yield client


made = [defer.deferredGenerator]  # reported
