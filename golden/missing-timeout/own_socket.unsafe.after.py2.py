import socket, sys, urllib

NETWORK_TIMEOUT = 60

s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
s.settimeout(NETWORK_TIMEOUT)
s.connect((sys.argv[1], 70))
s.sendall(sys.argv[2] + "\r\n")
print s.recv(2048)
print urllib.urlopen(sys.argv[3]).read()
