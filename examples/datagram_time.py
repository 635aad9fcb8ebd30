#!/usr/bin/env python
# Ask a time server (RFC 868, over UDP) what time it is.
#
#     datagram_time.py HOST PORT

import socket, struct, sys, time

SINCE_1900 = 2208988800L        # seconds from there to the Unix epoch


def ask(sock, (host, port), tries=3):
    """Return the server's answer, or None if it stays silent.

    Datagrams get lost, so ask more than once.
    """
    for attempt in range(tries):
        sock.sendto("", (host, port))
        try:
            answer, sender = sock.recvfrom(2048)
        except socket.timeout:
            print >>sys.stderr, "No answer from '%s', try %d" % (host, attempt + 1)
        else:
            return answer
    return None


def decode(answer):
    if len(answer) <> 4:
        raise ValueError, "four bytes expected, got " + `answer`
    (seconds,) = struct.unpack("!L", answer)
    return seconds - SINCE_1900


sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.settimeout(1)
answer = ask(sock, (sys.argv[1], int(sys.argv[2])))
if answer == None:
    print >>sys.stderr, "Giving up."
    sys.exit(1)

try:
    now = decode(answer)
except ValueError, problem:
    print >>sys.stderr, "Not a time server:", problem
    sys.exit(1)
print "There:", time.ctime(now)
print "Here: ", time.ctime()
