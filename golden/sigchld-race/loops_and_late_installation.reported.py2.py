"""Handlers with a loop, which is not all that is needed."""

import os
import signal
from signal import SIGCHLD


def spins(signum, frame):
    while 1:
        try:
            result = os.waitpid(-1, os.WNOHANG)  # reported
        except:
            break
        print "Reaped child process %d" % result[0]
    signal.signal(signal.SIGCHLD, spins)  # reported


def blocks(signum, frame):
    while 1:
        try:
            os.wait()  # reported
        except OSError:
            break


signal.signal(SIGCHLD, spins)
signal.signal(signal.SIGCLD, blocks)
