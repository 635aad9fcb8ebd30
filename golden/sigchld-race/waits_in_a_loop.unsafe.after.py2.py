"""An echo server with a process for each client."""

import os
import signal
import socket


def reap(signum, frame):
    """Called whenever a child terminates."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except OSError:
            break
        if not pid:
            break
        # Say so.
        if status:
            print "Child %d failed" % pid
        else:
            print "Reaped child process %d" % pid  # as usual


signal.signal(signal.SIGCHLD, reap)

listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.bind(("", 51423))
listener.listen(1)
while 1:
    connection, address = listener.accept()
    if not os.fork():
        connection.sendall(connection.recv(4096))
        os._exit(0)
    connection.close()
