import socket, sys


class Chat:
    def __init__(self, host):
        self.peer = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.peer.connect((host, 7000))

    def say(self, text):
        self.peer.sendall(text + "\r\n")

    def run(self):
        lines = self.peer.makefile("rb")
        while 1:
            data = lines.readline()
            if not data:
                break
            print "said:", data.rstrip("\r\n")
        lines.close()
        self.peer.close()


class Asking:
    def __init__(self, host):
        self.peer = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.peer.connect((host, 7001))

    def ask(self, question):
        self.peer.sendall(question + "\n")
        return self.peer.recv(100) == "yes\n"


chat = Chat(sys.argv[1])
if Asking(sys.argv[1]).ask("is he there?"):
    chat.say("hello")
chat.run()
