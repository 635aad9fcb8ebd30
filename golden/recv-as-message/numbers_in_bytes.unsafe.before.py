import socket


def count(address):
    connection = socket.create_connection(address)
    return int.from_bytes(connection.recv(4), "big")
