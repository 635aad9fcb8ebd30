"""The thread that accepts is woken by shutdown."""

import socket
import threading


class Acceptor(threading.Thread):
    def __init__(self, port):
        super().__init__()
        self.listener = socket.socket()
        self.listener.bind(("", port))
        self.listener.listen(5)

    def run(self):
        while True:
            connection, _ = self.listener.accept()
            connection.close()

    def stop(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
