# runs
import socket, urllib2

CONNECT_TIMEOUT = 5.0

listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen(1)
s = socket.create_connection(listener.getsockname())
try:
    urllib2.urlopen("http://127.0.0.1:1/")
except urllib2.URLError, why:
    print "refused"
print s.getpeername() == listener.getsockname()
