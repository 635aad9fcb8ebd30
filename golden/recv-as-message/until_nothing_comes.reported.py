import socket


def answers(address):
    connection = socket.create_connection(address)
    for data in iter(lambda: connection.recv(1024), b""):  # reported  # reported
        yield data == b"YES"


def everything(address):
    connection = socket.create_connection(address)
    parts = []
    for data in iter(lambda: connection.recv(1024), b""):
        parts.append(data)
    return b"".join(parts).split(b"\n")
