import multiprocessing
import socket


def ask(address):
    plain = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    plain.connect(address)
    plain.send(b"?")
    return int(plain.recv(1024))


def child(connection):
    return connection.recv().split()


here, there = multiprocessing.Pipe()
