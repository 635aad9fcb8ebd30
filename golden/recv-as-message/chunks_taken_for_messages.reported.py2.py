import socket, sys

s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
s.connect((sys.argv[1], 7000))
while 1:
    data = s.recv(4096)  # reported  # reported
    if not len(data):
        print "\rRemote end closed connection; exiting."
        break
    sys.stdout.write("\rReceived: " + data)
    sys.stdout.flush()
print "He said", s.recv(100)  # reported  # reported
