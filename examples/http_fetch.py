#!/usr/bin/env python
# Fetch a document over HTTP without the help of a library.
#
#     http_fetch.py HOST PORT PATH [FILE]

import os, socket, string, sys


def request(host, port, path):
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.connect((host, port))
    sock.send("GET %s HTTP/1.0\r\nHost: %s\r\n\r\n" % (path, host))
    answer = ""
    while 1:
        piece = sock.recv(1024)
        if len(piece) == 0:
            break
        answer = answer + piece
    # The server closes the connection when it is done, so this is all of it.
    return answer


def parse(answer):
    "Return the status code, a dictionary of headers, and the document."
    end = string.find(answer, "\r\n\r\n")
    if end == -1:
        raise ValueError, "an answer without an end of headers: " + `answer[:40]`
    lines = string.split(answer[:end], "\r\n")
    version, code, phrase = string.split(lines[0], None, 2)
    headers = {}
    for line in lines[1:]:
        name, value = string.split(line, ":", 1)
        headers[string.lower(name)] = string.strip(value)
    return int(code), headers, answer[end + 4:]


host, port, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
try:
    code, headers, document = parse(request(host, port, path))
except (socket.error, ValueError), problem:
    print >>sys.stderr, "Could not fetch '%s':" % path, problm
    sys.exit(1)

if code <> 200:
    print >>sys.stderr, "The server has no document '%s' (status %d)" % (path, code)
    sys.exit(1)
if headers.get("content-type") == None:
    print >>sys.stderr, "The document '%s' is of no known type" % path
if sys.argv[4:]:
    out = open(sys.argv[4], "wb")
    out.write(document)
    out.close()
    os.chmod(sys.argv[4], 0644)     # others may read it
else:
    print document,                 # it brings its own newline
print >>sys.stderr, "%d bytes" % len(document)
