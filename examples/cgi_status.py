#!/usr/bin/env python
# A CGI script: is there a service at this host and port?
#
# In a browser:     http://localhost/cgi-bin/portcheck.py?host=HOST&port=PORT
# On a terminal:    cgi_status.py HOST PORT

import cgi, socket, sys

form = cgi.FieldStorage()
host, port = form.getfirst("host"), form.getfirst("port")
if host == None:                # no form: tried out on a terminal
    host, port = sys.argv[1:3]


def first_words(host, port):
    """Connect and return what the server says first.

    Some servers wait for the client to speak; for those it is "".
    """
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.settimeout(1.5)
    sock.connect((host, port))
    try:
        return sock.recv(512)
    except socket.timeout:
        return ""


print "Content-Type: text/html"
print                           # an empty line ends the headers
print "<HTML><BODY><H1>Is it up?"
try:
    greeting = first_words(host, int(port))
except socket.error, reason:
    print "<P>The service '%s:%s' does not answer: <I>%s" % (host, port, reason)
except ValueError:
    print "<P>'%s' is not a port number" % port
else:
    print "<P>The service '%s:%s' is up." % (host, port),
    if greeting <> "":
        print "It says: <PRE>" + cgi.escape(greeting) + "</PRE>",
    print
print "</BODY></HTML>"
