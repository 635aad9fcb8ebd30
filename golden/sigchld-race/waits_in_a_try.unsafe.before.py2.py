import os, signal


def reap(number, frame):
    try:
        os.waitpid(-1, 0)
    except OSError:
        pass
    print "one less"
    signal.signal(signal.SIGCHLD, reap)


def count(number, frame):
    pid = os.wait()[0]
    print "reaped", pid


signal.signal(signal.SIGCHLD, reap)
signal.signal(signal.SIGCLD, count)
