import socket, urllib2

socket.setdefaulttimeout(30)
print urllib2.urlopen("http://localhost/").read()
