import json
import socket
import struct

HEADER = struct.Struct("!I")
WIDTH = 10
FORMAT = "!HH"
SIZE = struct.calcsize(FORMAT)


def pair(connection):
    return struct.unpack(FORMAT, connection.recv(SIZE))


def message(connection):
    (length,) = HEADER.unpack(connection.recv(HEADER.size))
    return json.loads(connection.recv(length))


def text(connection):
    header = connection.recv(WIDTH)
    if not header:
        return None
    length = int(header.decode("ascii").strip())
    return connection.recv(length)


def block(connection):
    size = int(connection.recv(8))
    data = b""
    while len(data) < size:
        data += connection.recv(size - len(data))
    return data


def through_proxy(address):
    proxy = socket.create_connection(address)
    proxy.sendall(b"\x05\x01\x00")
    version, method = proxy.recv(2)
    if proxy.recv(4) == b"FAIL":
        return None
    return proxy, version, method
