#!/usr/bin/env python
# A web server in one screen: shows how this machine is doing.
#
#     http_status.py HOST PORT [SETTINGS]
#
# SETTINGS is a file of assignments, such as: title = "my machine"
# Port 0 takes any free port.  Interrupt (control-C) to stop.

import os, socket, sys, time

settings = {"title": "status", "visits": 0}
if len(sys.argv) > 3:
    exec open(sys.argv[3]) in settings


def page(path):
    "Return the page of that name, or None."
    if path == "/":
        return "<H1>%(title)s</H1><P>Visit number %(visits)d<BR>" % settings
    if path == "/time":
        return "<P>It is <B>%s" % time.ctime()
    if path == "/load":
        return "<P>Load: %.2f %.2f %.2f" % os.getloadavg()
    return None


def answer(conn):
    request = conn.recv(4096)           # a request fits into one packet
    if not len(request):
        return
    method, path, rest = request.split(None, 2)
    html = page(path)
    if html == None:
        conn.send("HTTP/1.0 404 Not Found\r\nContent-Type: text/html\r\n\r\n")
        conn.send("<H1>Not here</H1>There is no page '%s' on this server.\n" % path)
    else:
        settings["visits"] += 1
        conn.send("HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n")
        conn.send(html + "\n")
    print method, `path`, len(html or "")


server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind((sys.argv[1], int(sys.argv[2])))
server.listen(5)
print "Status on port", server.getsockname()[1]
sys.stdout.flush()
try:
    while 1:
        conn, visitor = server.accept()
        answer(conn)
        conn.close()
except KeyboardInterrupt:
    print "Closing."
