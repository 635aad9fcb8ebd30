import os, signal


def reap(number, frame):
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                break
        except OSError:
            break
        print "one less"
    signal.signal(signal.SIGCHLD, reap)


def count(number, frame):
    while True:
        try:
            pid = os.waitpid(-1, os.WNOHANG)[0]
        except OSError:
            break
        if not pid:
            break
        print "reaped", pid


signal.signal(signal.SIGCHLD, reap)
signal.signal(signal.SIGCLD, count)
