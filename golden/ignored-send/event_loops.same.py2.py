import asyncore, socket


class Client(asyncore.dispatcher):
    def __init__(self, host):
        asyncore.dispatcher.__init__(self)
        self.create_socket(socket.AF_INET, socket.SOCK_STREAM)
        self.connect((host, 79))

    def handle_connect(self):
        self.send("paul\r\n")
        self.socket.send("more\r\n")

    def handle_read(self):
        print self.recv(4096),
