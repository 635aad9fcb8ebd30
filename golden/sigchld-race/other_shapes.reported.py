"""Single waits that are not one plain statement, and a number counted in twice."""

import os
import signal

children = 0


def guarded(number, frame):
    try:
        pid, status = os.wait()  # reported
    except OSError:
        return
    print(pid, status)


def returns(number, frame):
    pid, status = os.wait()  # reported
    if status:
        return
    print(pid)


def counts(number, frame):
    global children
    while os.waitpid(-1, os.WNOHANG)[0]:
        children -= 1  # reported


def start():
    global children
    signal.signal(signal.SIGCHLD, counts)
    children += 1


signal.signal(signal.SIGCHLD, guarded)
signal.signal(signal.SIGCHLD, returns)
