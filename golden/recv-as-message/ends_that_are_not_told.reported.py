import socket
import socketserver


def words(connection):
    if connection.recv(100) == b"YES":  # reported  # reported
        connection.sendall(b"right\n")
        connection.close()


def first_of_many_lines(address):
    with socket.create_connection(address) as connection:
        for line in connection.recv(4096).splitlines():  # reported  # reported
            print(line)


def handed_on(connection, other):
    answer = connection.recv(100).rstrip(b"\r\n")  # reported  # reported
    if answer == b"YES":
        other(connection)


class Words(socketserver.BaseRequestHandler):
    def handle(self):
        self.data = self.request.recv(1024).strip()  # reported  # reported
        print("word:", self.data)
        self.request.sendall(self.data.upper())


def credentials(connection):
    name = connection.recv(100).strip()  # reported  # reported
    password = connection.recv(100).strip()  # reported  # reported
    return (name, password) == (b"guest", b"sesame")


def measured(connection):
    size = int(connection.recv(8))  # reported  # reported
    data = connection.recv(size)
    if len(data) != size:
        raise EOFError
    return data
