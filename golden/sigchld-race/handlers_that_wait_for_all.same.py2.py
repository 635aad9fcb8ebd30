"""The same in Python 2."""

import errno
import os
import signal


def reap(signum, frame):
    while 1:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except OSError, problem:
            if problem.errno == errno.ECHILD:
                break
            raise
        if not pid:
            break
        print "Reaped", pid


signal.signal(signal.SIGCHLD, reap)
