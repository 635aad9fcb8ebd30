import json
import socket
import struct


def receive_exactly(connection, size):
    """Give `size` bytes of a stream; less only at its end."""
    data = b""
    while len(data) < size:
        chunk = connection.recv(size - len(data))
        if not chunk:
            break
        data += chunk
    return data


HEADER = struct.Struct("!I")
WIDTH = 10
FORMAT = "!HH"
SIZE = struct.calcsize(FORMAT)


def pair(connection):
    return struct.unpack(FORMAT, receive_exactly(connection, SIZE))


def message(connection):
    (length,) = HEADER.unpack(receive_exactly(connection, HEADER.size))
    return json.loads(receive_exactly(connection, length))


def text(connection):
    header = receive_exactly(connection, WIDTH)
    if not header:
        return None
    length = int(header.decode("ascii").strip())
    return receive_exactly(connection, length)


def block(connection):
    size = int(receive_exactly(connection, 8))
    data = b""
    while len(data) < size:
        data += connection.recv(size - len(data))
    return data


def through_proxy(address):
    proxy = socket.create_connection(address)
    proxy.sendall(b"\x05\x01\x00")
    version, method = receive_exactly(proxy, 2)
    if receive_exactly(proxy, 4) == b"FAIL":
        return None
    return proxy, version, method
