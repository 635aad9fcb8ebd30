import select
import socket
import sys


def greet(connection, name):
    connection.settimeout(30)
    connection.send(b"HELO " + name + b"\r\n")
    connection.shutdown(socket.SHUT_WR)


def chat(address):
    peer = socket.create_connection(address)
    while True:
        ready, _, _ = select.select([peer, sys.stdin], [], [])
        if peer in ready:
            print(peer.recv(4096))
        else:
            peer.send(sys.stdin.readline().encode())


def urgent(address):
    peer = socket.create_connection(address)
    peer.send(b"!", socket.MSG_OOB)
