# runs
"""Greets who says a name, until somebody says BYE."""
import socket
import threading


def serve(listener):
    connection, address = listener.accept()
    with connection:
        connection.sendall(b"who?\n")
        while True:
            data = connection.recv(1024)
            if not data:
                break
            name = data.decode().rstrip("\r\n")
            if name == "BYE":
                break
            connection.sendall(f"hello, {name}\n".encode())


def main():
    listener = socket.create_server(("127.0.0.1", 0))
    server = threading.Thread(target=serve, args=(listener,))
    server.start()
    client = socket.create_connection(listener.getsockname())
    print(client.recv(100).strip() == b"who?")
    for name in ("you", "me"):
        client.sendall(name.encode() + b"\r\n")
        print(client.recv(100).decode().strip())  # the greeting
    client.sendall(b"BYE\n")
    client.close()
    server.join()
    listener.close()


main()
