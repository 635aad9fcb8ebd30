"""Handlers that wait until none is left, and waits that no signal calls for."""

import os
import signal


def reap(number, frame):
    signal.signal(signal.SIGCHLD, reap)
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        print(pid, status)


def one_child(number, frame):
    os.waitpid(helper, os.WNOHANG)


def run(command):
    global helper
    helper = os.spawnvp(os.P_NOWAIT, command[0], command)
    return os.wait()


def flag(number, frame):
    global ended
    ended = True


helper = 0
ended = False
signal.signal(signal.SIGCHLD, reap)
signal.signal(signal.SIGCHLD, one_child)
signal.signal(signal.SIGCHLD, flag)
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
signal.signal(signal.SIGTERM, run)
