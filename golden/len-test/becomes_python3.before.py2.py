# runs
import socket
import sys

near, far = socket.socketpair()
near.close()
while 1:
    data = far.recv(10)
    if not len(data):
        print "closed"
        break
    sys.stdout.write(data)
if len(data) == 0 and not len("%d" % 0777) <> 3:
    print >>sys.stdout, "end",
    print
