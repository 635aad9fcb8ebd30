import cgi

form = cgi.FieldStorage()
print "Content-Type: text/html"
print
print "<p>Hello,", cgi.escape(form.getfirst("name")), "</p>"
print "<p>You are %s</p>" % form.getfirst("name")
