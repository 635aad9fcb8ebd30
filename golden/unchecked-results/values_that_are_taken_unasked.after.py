# runs
from twisted.internet import defer, task
from twisted.python import log


def check_results(results):
    failures = [value for success, value in results if not success]
    for failure in failures[1:]:
        log.err(failure, "one of several operations failed")
    return failures[0] if failures else results


def fetch(number):
    return defer.succeed({"number": number})


def show(results):
    for at in range(len(results)):
        print(results[at][1]["number"])


def main(reactor):
    d = defer.DeferredList([fetch(1), fetch(2)], consumeErrors=True)
    d.addCallback(check_results)
    d.addCallback(show)
    return d


task.react(main)
