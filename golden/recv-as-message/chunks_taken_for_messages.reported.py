import json
import socket
import sys

from twisted.internet.protocol import Protocol


def commands(listener):
    connection, address = listener.accept()
    name = connection.recv(64).decode().strip()  # reported  # reported
    if name == "QUIT":
        return None
    age = int(connection.recv(10))  # reported  # reported
    verb, _, rest = connection.recv(1024).partition(b" ")  # reported  # reported
    if (answer := connection.recv(512)) in (b"yes", b"no"):  # reported  # reported
        return name, age, verb, answer
    return None


def receive(connection):
    return connection.recv(65536)  # reported  # reported


def ask(address):
    connection = socket.create_connection(address)
    connection.sendall(b"?")
    return json.loads(receive(connection))


def handle(text):
    return float(text)


def show(address):
    connection = socket.create_connection(address)
    while True:
        data = connection.recv(4096)  # reported  # reported
        if not len(data):
            break
        sys.stdout.write("\rReceived: " + data.decode())
    print(connection.recv(100))  # reported  # reported
    handle(connection.recv(8))  # reported  # reported


class Control(Protocol):
    def dataReceived(self, data):  # reported  # reported
        if data == b"STOP\r\n":
            self.transport.loseConnection()
