# runs
import errno
import os
import signal
import time

ended = []


def first(number, frame):
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)  # whichever it is
            if not pid:
                break
        except ChildProcessError:
            break
        ended.append(os.WEXITSTATUS(status))


def second(number, frame):
    while True:
        try:
            pid = os.waitpid(-1, os.WNOHANG)[0]
            if not pid:
                break
            ended.append(pid > 0)
        except OSError as error:
            if error.errno != errno.ECHILD:
                raise
            break


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
