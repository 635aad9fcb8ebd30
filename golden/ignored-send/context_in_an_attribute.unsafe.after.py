import socket
import ssl


class Client:
    def __init__(self, host):
        self.context = ssl.create_default_context()
        self.secret = self.context.wrap_socket(socket.create_connection((host, 443)), server_hostname=host)

    def put(self, data):
        self.secret.sendall(data)
