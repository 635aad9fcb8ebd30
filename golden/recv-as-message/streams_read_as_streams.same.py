import asyncio
import hashlib
import socket
import struct
import sys


def lines(connection):
    with connection.makefile("rb") as stream:
        for line in stream:
            yield int(line)


def until_newline(connection):
    data = b""
    while not data.endswith(b"\n"):
        data = data + connection.recv(4096)
    return data.split()


def exactly(connection, size):
    chunks = []
    while size:
        chunk = connection.recv(size)
        if not chunk:
            raise EOFError
        chunks.append(chunk)
        size -= len(chunk)
    return struct.unpack("!I", b"".join(chunks))


def byte_by_byte(connection):
    line = b""
    while (character := connection.recv(1)) != b"\n":
        line += character
    return line


def passes_on(source, target):
    digest = hashlib.sha256()
    while True:
        data = source.recv(4096)
        if not data or data == b"":
            return digest.hexdigest()
        digest.update(data)
        target.sendall(data)
        sys.stdout.buffer.write(data)
        print("got", len(data), "bytes: %r" % data, f"{data!r}")


def looks_for_the_end(connection):
    data = connection.recv(4096, socket.MSG_PEEK)
    if b"\n" in data:
        return data
    first = connection.recv(4096)
    return first[: first.find(b"\n")]


def waits_for_all(connection):
    return struct.unpack("!I", connection.recv(4, socket.MSG_WAITALL))


class Lines(asyncio.Protocol):
    def connection_made(self, transport):
        self.buffer = b""

    def data_received(self, data):
        self.buffer += data
        *whole, self.buffer = self.buffer.split(b"\n")
        for line in whole:
            print(line)
