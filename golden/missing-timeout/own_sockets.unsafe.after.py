# runs
import socket
import ssl
import threading


NETWORK_TIMEOUT = 60


def ask(address):
    asking = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        # The server is near.
        asking.settimeout(NETWORK_TIMEOUT)
        asking.connect(address)
    except OSError:
        return None
    with asking:
        asking.sendall(b"what?\n")
        with asking.makefile("rb") as answers:
            return answers.readline()


def ask_by_datagram(address):
    asking = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    asking.settimeout(NETWORK_TIMEOUT)
    asking.sendto(b"what?", address)
    answer, sender = asking.recvfrom(100)
    asking.close()
    return answer


def ask_again_and_again(address):
    asking = socket.socket()
    while True:
        try:
            asking.connect(address)
        except OSError:
            continue
        return asking


def ask_in_secret(host):
    context = ssl.create_default_context()
    asking = context.wrap_socket(socket.socket(), server_hostname=host)
    asking.settimeout(NETWORK_TIMEOUT)
    asking.connect((host, 443))
    return asking


class Client:
    def __init__(self):
        self.socket = socket.socket()

    def open(self, address):
        self.socket.settimeout(NETWORK_TIMEOUT)
        self.socket.connect(address)


def serve_once(listener, other):
    connection, _ = listener.accept()
    connection.sendall(b"that\n")
    connection.close()
    _, sender = other.recvfrom(100)
    other.sendto(b"this", sender)


def main():
    listener = socket.create_server(("127.0.0.1", 0))
    other = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    other.bind(("127.0.0.1", 0))
    server = threading.Thread(target=serve_once, args=(listener, other))
    server.start()
    print(ask(listener.getsockname()), ask_by_datagram(other.getsockname()))
    server.join()
    listener.close()
    other.close()


main()
