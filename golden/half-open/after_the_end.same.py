import socket
import threading


class Reader(threading.Thread):
    def __init__(self, connection):
        super().__init__()
        self.connection = connection

    def run(self):
        while self.connection.recv(4096):
            pass

    def stop(self):
        self.connection.close()  # reported


def in_the_wrong_order(address):
    connection = socket.create_connection(address)
    connection.close()
    connection.shutdown(socket.SHUT_RDWR)  # reported


def too_late(address):
    connection = socket.create_connection(address)
    connection.sendall(b"that is all")
    connection.close()
    print(connection.recv(100))  # reported


def listens():
    listener = socket.create_server(("localhost", 0))
    connection, _ = listener.accept()
    listener.shutdown(socket.SHUT_RDWR)  # reported
    listener.close()
    return connection


def again(address):
    connection = socket.create_connection(address)
    connection.close()
    connection = socket.create_connection(address)
    connection.sendall(b"once more")
    return connection
