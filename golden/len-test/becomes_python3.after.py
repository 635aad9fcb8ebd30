# runs
import socket
import sys

near, far = socket.socketpair()
near.close()
while 1:
    data = far.recv(10)
    if not data:
        print("closed")
        break
    sys.stdout.write(data)
if not data and not len("%d" % 0o777) != 3:
    print("end", end="", file=sys.stdout)
    print()
