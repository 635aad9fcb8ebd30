import socket
import threading


class Client(threading.Thread):
    def __init__(self, address):
        super().__init__()
        self.sock = socket.create_connection(address)

    def run(self):
        while True:
            data = self.sock.recv(4096)
            if not data:
                break
            print(data)

    def stop(self):
        self.sock.close()  # reported


def read(connection):
    while connection.recv(4096):
        pass


def watch(address):
    connection = socket.create_connection(address)
    reader = threading.Thread(target=read, args=(connection,))
    reader.start()
    input()
    connection.close()  # reported


def serve(listener):
    while True:
        connection, address = listener.accept()
        request = connection.recv(1024)
        connection.sendall(b"HTTP/1.0 200 OK\r\n\r\n" + request)
        connection.close()  # reported


def main():
    listener = socket.socket()
    listener.bind(("", 8000))
    listener.listen(5)
    serve(listener)
    listener.shutdown(socket.SHUT_RDWR)  # reported
    listener.close()


def never_connected():
    plain = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    plain.sendto(b"hello", ("localhost", 7))
    plain.shutdown(socket.SHUT_RDWR)  # reported


def wrong_half(address):
    connection = socket.create_connection(address)
    connection.shutdown(socket.SHUT_WR)
    connection.sendall(b"one more thing")  # reported
    other = socket.create_connection(address)
    other.shutdown(socket.SHUT_RD)
    print(other.recv(10))  # reported
