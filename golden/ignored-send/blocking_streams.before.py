# runs
import socket
import threading


class Client:
    def __init__(self, address):
        self.sock = None
        self.sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.sock.settimeout(20)
        self.sock.connect(address)

    def ask(self, question):
        self.sock.send(question + b"\r\n")  # one line
        answer = b"".join(iter(lambda: self.sock.recv(4096), b""))
        self.sock.close()
        return answer


def serve(listener, times):
    for _ in range(times):
        connection, address = listener.accept()
        connection.send(b"you said ")
        with connection, connection.makefile("rb") as lines:
            connection.send(lines.readline())


def main():
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(5)
    address = listener.getsockname()
    server = threading.Thread(target=serve, args=(listener, 2))
    server.start()
    print(Client(address).ask(b"hello"))
    with socket.create_connection(address, 20) as plain:
        plain.send(
            b"good" +
            b"bye\n"
        )
        print(b"".join(iter(lambda: plain.recv(4096), b"")))
    server.join()
    listener.close()


main()
