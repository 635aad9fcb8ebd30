import contextlib
import socket
import threading


def ask(address, question):
    connection = socket.create_connection(address)
    connection.sendall(question)
    connection.shutdown(socket.SHUT_WR)
    answer = b"".join(iter(lambda: connection.recv(4096), b""))
    connection.close()
    return answer


def serve(listener):
    connection, address = listener.accept()
    request = b""
    while not request.endswith(b"\n"):
        request += connection.recv(1024)
    connection.sendall(request)
    connection.close()
    second, address = listener.accept()
    second.recv(1024)
    second.sendall(b"hello")
    second.shutdown(socket.SHUT_WR)
    while second.recv(1024):
        pass
    second.close()
    third, address = listener.accept()
    third.sendall(b"the time")
    third.close()


class Server:
    def __init__(self):
        self.listener = socket.create_server(("", 8000))
        self.thread = threading.Thread(target=self.run)

    def run(self):
        connection, address = self.listener.accept()
        connection.close()

    def stop(self):
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()


class Pool:
    def shutdown(self, how):
        self.how = how

    def close(self):
        self.shutdown(2)


Pool().shutdown(1)
