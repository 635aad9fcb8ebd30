"""A polling client whose functions share where the spinner stands."""

import select
import socket
import sys

s = socket.create_connection(("localhost", 51423))
pollobject = select.poll()
pollobject.register(s, select.POLLIN | select.POLLERR)
spinpos = 0
spinsize = 10
spinning = 1


def spin():
    global spinpos  # reported
    sys.stdout.write("\b" + "|/-\\"[spinpos % 4])
    spinpos += 1


def stop(reason):
    global spinpos, spinning
    spinpos = 0
    spinning = 0
    print reason


while spinning:
    if pollobject.poll(100):
        stop("data")
    spin()
