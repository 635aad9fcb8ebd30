"""A CGI script that prints its page in pieces."""

import cgi

print "<html><body><form method=post><table>"
for field in cgi.FieldStorage().keys():
    print "<tr><td><tt>%s</tt></td><td><input name=%s></td></tr>" % (cgi.escape(field), field)
print "</table></form></body></html>"
