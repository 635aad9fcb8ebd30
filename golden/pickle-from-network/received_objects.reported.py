import asyncio
import base64
import cgi
import io
import os
import pickle
import socket
import struct
from functools import partial
from http.server import BaseHTTPRequestHandler
from multiprocessing.connection import Listener
from urllib.request import urlopen
from xmlrpc.server import SimpleXMLRPCServer

import yaml


def receive_exactly(connection, size):
    data = b""
    while len(data) < size:
        data += connection.recv(size - len(data))
    return data


def receive_object(connection):
    (size,) = struct.unpack("!I", receive_exactly(connection, 4))
    return pickle.loads(receive_exactly(connection, size))  # reported  # reported


def collect(address):
    with socket.create_connection(address) as connection:
        chunks = []
        while True:
            chunk = connection.recv(4096)
            if not chunk:
                break
            chunks.append(chunk)
        whole = b"".join(iter(partial(connection.recv, 4096), b""))
        return pickle.loads(b"".join(chunks)), pickle.load(io.BytesIO(whole))  # reported  # reported


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(pickle.loads(body))  # reported  # reported

    def do_GET(self):
        self.answer(pickle.Unpickler(io.BytesIO(base64.b64decode(self.path[1:]))).load())  # reported  # reported


class Protocol(asyncio.Protocol):
    def connection_made(self, transport):
        self.buffer = b""

    def data_received(self, data):
        self.buffer += data

    def eof_received(self):
        self.objects = pickle.loads(self.buffer)  # reported  # reported


async def stream(reader, writer):
    line = await reader.readline()
    writer.write(repr(pickle.loads(line)).encode())  # reported  # reported


def settings(url):
    return yaml.load(urlopen(url), Loader=yaml.UnsafeLoader)  # reported  # reported


def from_form():
    form = cgi.FieldStorage()
    return pickle.loads(base64.b64decode(form.getvalue("state"))), pickle.loads(os.environb[b"PATH"])  # reported  # reported


def store(state):
    return pickle.loads(state.data)  # reported  # reported


def main():
    asyncio.run(asyncio.start_server(stream, "", 8000))
    server = SimpleXMLRPCServer(("", 8001))
    server.register_function(store)
    return Listener(("", 8002))  # reported  # reported
