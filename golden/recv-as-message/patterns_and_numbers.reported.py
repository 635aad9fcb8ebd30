import asyncio
import re
import socket
import struct


def by_pattern(address):
    connection = socket.create_connection(address)
    found = re.match(rb"(\w+) (\d+)", connection.recv(1024))  # reported
    return found and found[1]


def by_cases(address):
    connection = socket.create_connection(address)
    match connection.recv(1024):  # reported
        case b"yes" | b"no":
            return True
        case _:
            return False


def by_end(address):
    connection = socket.create_connection(address)
    match connection.recv(1024):
        case b"":
            return True
        case _:
            return False


async def to_the_end(address):
    reader, _ = await asyncio.open_connection(*address)
    return int(await reader.read(-1))


def events(address):
    """What came before a timeout would be lost in a function that reads exactly so much."""
    connection = socket.create_connection(address, timeout=1)
    while True:
        try:
            kind, size = struct.unpack("!BI", connection.recv(5))  # reported
        except socket.timeout:
            continue
        yield kind, size
