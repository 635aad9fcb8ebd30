# Runs on Python 2.7 as well, so there are no annotations, and looks into Twisted's reactors.
# ruff: noqa: ANN001, ANN002, ANN201, ANN202, D100, I002, PTH123, SLF001
# mypy: ignore-errors
# pyright: basic, reportPrivateUsage=false, reportAttributeAccessIssue=false, reportArgumentType=false
# Runs a program and ends it with status 70 once its reactor has nothing more to come: SECONDS PROGRAM [ARGUMENTS].
#
# That is so where the reactor waits without a connection and without a delayed call, and, by experience, where nothing
# happened for SECONDS. So the speed of the machine has no say in whether a program hangs. Runs on Python 2.7 and 3.

import os
import sys
import time

from twisted.internet import reactor

HANGS = 70


def is_busy(pool):
    """Whether a thread is at work, whose result may come."""
    return pool is not None and pool._team.statistics().busyWorkerCount > 0


def watch(patience):
    poll = reactor.doIteration
    handle = reactor._doReadOrWrite
    seen = []

    def handle_and_note(*arguments):
        seen.append(1)
        return handle(*arguments)

    def poll_and_judge(timeout):
        del seen[:]
        alone = not set(reactor.getReaders()) - reactor._internalReaders and not reactor.getWriters()
        is_idle = not is_busy(reactor.threadpool) and not reactor.threadCallQueue
        if timeout is None and alone and is_idle:
            os._exit(HANGS)
        started = time.time()
        poll(patience if timeout is None else min(timeout, patience))
        if not seen and is_idle and time.time() - started >= patience and not reactor.threadCallQueue:
            os._exit(HANGS)

    reactor.doIteration = poll_and_judge
    reactor._doReadOrWrite = handle_and_note


watch(float(sys.argv[1]))
del sys.argv[:2]
with open(sys.argv[0], "rb") as file:
    source = file.read()
exec(compile(source, sys.argv[0], "exec", 0, True), {"__name__": "__main__", "__file__": sys.argv[0]})
