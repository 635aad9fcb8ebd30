#!/usr/bin/env python
# Fetch one document from a gopher server and copy it to standard output.
#
#     gopher_client.py HOST PORT [SELECTOR]
#
# Gopher is as small as a protocol gets: send one line, then read until the
# server hangs up.

import socket, sys


def give_up(stage, reason):
    print >>sys.stderr, "gopher: %s: %s" % (stage, reason)
    sys.exit(1)


if len(sys.argv) < 3:
    give_up("usage", "gopher_client.py HOST PORT [SELECTOR]")
host, port = sys.argv[1], int(sys.argv[2])      # a real one listens on 70
selector = ""
if len(sys.argv[3:]) > 0:
    selector = sys.argv[3]

sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
try:
    sock.connect((host, port))
except socket.gaierror, reason:
    give_up("no such host '%s'" % host, reason)
except socket.error, reason:
    give_up("connecting to '%s'" % host, reason)

sock.send(selector + "\r\n")
sock.shutdown(1)            # nothing more to say

total = 0L                  # documents may well be larger than 2 GB
while 1:
    chunk = sock.recv(2048)
    if not len(chunk):      # the server hung up: that was all
        break
    total += len(chunk)
    sys.stdout.write(chunk)

sock.close()
print >>sys.stderr, "%d bytes from '%s'" % (total, host)
