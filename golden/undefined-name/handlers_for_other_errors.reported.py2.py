"""In Python 2 too: what a handler for other errors guards may still be undefined."""

import socket


def fetch(host, ports):
    try:
        sock = socket.socket()
        sock.connect((host, prots))  # reported
        sock.sendall("GET / HTTP/1.0\r\n\r\n")
    except socket.error, problem:
        print "failed:", problem


def total(numbers):
    print [number for number in numbers], number
    return nubmer  # reported
