import os
import signal

children = []
names = {}
free = 0


def reap(number, frame):
    global free
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            return
        children.remove(pid)  # reported
        del names[pid]  # reported
        free += 1  # reported


def careful(number, frame):
    while True:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        names.pop(pid, None)
        if pid in children:
            children.remove(pid)


def start(name):
    global free
    free -= 1
    pid = os.fork()
    if not pid:
        os.execvp(name, [name])
    children.append(pid)
    names[pid] = name


signal.signal(signal.SIGCHLD, reap)
signal.signal(signal.SIGCHLD, careful)
signal.signal(signal.SIGCHLD, lambda number, frame: os.wait())  # reported
