import os
import signal

used = {}


def reap(number, frame):
    try:
        pid, status, usage = os.wait3(os.WNOHANG)  # reported
        used[pid] = usage
    except ChildProcessError:
        pass


def reap_all(number, frame):
    while True:
        try:
            pid, status, usage = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            return
        used[pid] = usage


signal.signal(signal.SIGCHLD, reap)
signal.signal(signal.SIGCHLD, reap_all)
