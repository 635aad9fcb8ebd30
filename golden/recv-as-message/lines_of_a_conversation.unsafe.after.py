# runs
"""Greets who says a name, until somebody says BYE."""
import socket
import threading


def serve(listener):
    connection, address = listener.accept()
    with connection:
        connection.sendall(b"who?\n")
        lines = connection.makefile("rb")
        while True:
            data = lines.readline()
            if not data:
                break
            name = data.decode().rstrip("\r\n")
            if name == "BYE":
                break
            connection.sendall(f"hello, {name}\n".encode())
        lines.close()


def main():
    listener = socket.create_server(("127.0.0.1", 0))
    server = threading.Thread(target=serve, args=(listener,))
    server.start()
    client = socket.create_connection(listener.getsockname())
    lines = client.makefile("rb")
    print(lines.readline().strip() == b"who?")
    for name in ("you", "me"):
        client.sendall(name.encode() + b"\r\n")
        print(lines.readline().decode().strip())  # the greeting
    lines.close()
    client.sendall(b"BYE\n")
    client.close()
    server.join()
    listener.close()


main()
