"""Started by inetd, with the connection as its standard input."""

import socket
import sys

connection = socket.fromfd(sys.stdin.fileno(), socket.AF_INET, socket.SOCK_STREAM)
connection.send(b"220 ready\r\n")
