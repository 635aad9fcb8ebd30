import socket, sys


def fetch(host, path):
    s = socket.create_connection((host, 80))
    s.sendall("GET %s HTTP/1.0\r\nHost: %s\r\n\r\n" % (path, host))  # reported
    return s.makefile("rb").read()


host = sys.argv[1]
s = socket.create_connection((host, 80))
request = "GET " + sys.argv[2] + " HTTP/1.1\r\n"  # reported
request += "Host: " + host + "\r\nConnection: close\r\n\r\n"
s.sendall(request)
while 1:
    data = s.recv(1024)
    if not data:
        break
    sys.stdout.write(data)
