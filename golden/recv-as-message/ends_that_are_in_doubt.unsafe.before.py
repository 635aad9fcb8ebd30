"""What one might take for lines or for fields of fixed length, and should not."""

import json
import socket


def answer_prompts(address):
    """A prompt has no line end: the cursor waits behind it."""
    connection = socket.create_connection(address)
    if connection.recv(1024).strip() == b"login:":
        connection.sendall(b"anonymous\n")
    if connection.recv(1024).strip() == b"Password:":
        connection.sendall(b"guest\n")
    connection.close()


def some_chunks(address):
    """Three chunks may hold more lines than three."""
    connection = socket.create_connection(address)
    connection.sendall(b"LIST\n")
    for _ in range(3):
        for line in connection.recv(4096).splitlines():
            print(line)
    connection.close()


def settings(address):
    """The settings may be written over several lines."""
    connection = socket.create_connection(address)
    connection.sendall(b"settings\n")
    if connection.recv(4096).strip() == b"ok":
        print(json.loads(connection.recv(4096)))
    connection.close()


def announced(address):
    """The buffer is no header, and the payload has a known length."""
    connection = socket.create_connection(address)
    size = int(connection.recv(1024))
    payload = connection.recv(size)
    connection.sendall(b"had " + payload.upper())
    connection.close()
