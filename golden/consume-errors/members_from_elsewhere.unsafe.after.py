from twisted.internet import defer
from twisted.python import log


def log_failures(results):
    for success, value in results:
        if not success:
            log.err(value, "one of several operations failed")
    return results


def wait_for(pending):
    return defer.gatherResults(pending, consumeErrors=True)


def wait_for_all(pending, waiting):
    waiting.all = defer.DeferredList(pending, consumeErrors=True).addCallback(log_failures)
