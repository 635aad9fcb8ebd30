# runs
import errno
import os
import signal
import time

ended = []


def first(number, frame):
    try:
        pid, status = os.wait()  # whichever it is
    except ChildProcessError:
        return
    ended.append(os.WEXITSTATUS(status))


def second(number, frame):
    try:
        pid = os.waitpid(-1, os.WNOHANG)[0]
        ended.append(pid > 0)
    except OSError as error:
        if error.errno != errno.ECHILD:
            raise


for handler in (first, second):
    if handler is first:
        signal.signal(signal.SIGCHLD, first)
    else:
        signal.signal(signal.SIGCHLD, second)
    before = len(ended)
    if not os.fork():
        os._exit(4)
    while len(ended) == before:
        time.sleep(0.01)
print(ended)
