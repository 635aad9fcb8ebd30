import socket


def receive_exactly(connection, size):
    """Give `size` bytes of a stream; less only at its end."""
    data = b""
    while len(data) < size:
        chunk = connection.recv(size - len(data))
        if not chunk:
            break
        data += chunk
    return data


def count(address):
    connection = socket.create_connection(address)
    return int.from_bytes(receive_exactly(connection, 4), "big")
