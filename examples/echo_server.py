#!/usr/bin/env python
# Send every line back to whoever sent it, one child process per visitor.
#
#     echo_server.py HOST PORT
#
# Port 0 takes any free port.  Interrupt (control-C) to stop.

import errno, os, signal, socket, sys


def reap(signum, frame):
    # One child has ended, so one wait will do.
    pid, status = os.waitpid(-1, os.WNOHANG)
    print "Child", `pid`, "ended with status", status
    # System V forgets a handler once it was called.
    signal.signal(signal.SIGCHLD, reap)


def converse(conn, (host, port)):
    "Talk to one visitor; runs in the child."
    lines = conn.makefile("r")
    while 1:
        line = lines.readline()
        if not len(line):
            break
        conn.send(line)
    print "Goodbye, %s:%d" % (host, port)


os.umask(022)
signal.signal(signal.SIGCHLD, reap)

server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind((sys.argv[1], int(sys.argv[2])))
server.listen(5)
print "Echoing on port", server.getsockname()[1]
sys.stdout.flush()

try:
    while 1:
        try:
            conn, visitor = server.accept()
        except socket.error, reason:
            if reason.args[0] <> errno.EINTR:   # only a child that ended
                raise
            continue
        sys.stdout.flush()
        if os.fork():
            conn.close()        # the parent keeps only the listening socket
        else:
            server.close()
            converse(conn, visitor)
            sys.stdout.flush()
            os._exit(0)
except KeyboardInterrupt:
    print "Closing."
