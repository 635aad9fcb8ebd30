import select
import socket
import sys


def greet(connection, name):
    connection.settimeout(30)
    connection.sendall(b"HELO " + name + b"\r\n")
    connection.shutdown(socket.SHUT_WR)


def chat(address):
    peer = socket.create_connection(address)
    while True:
        ready, _, _ = select.select([peer, sys.stdin], [], [])
        if peer in ready:
            print(peer.recv(4096))
        else:
            peer.sendall(sys.stdin.readline().encode())


def urgent(address):
    peer = socket.create_connection(address)
    peer.sendall(b"!", socket.MSG_OOB)
