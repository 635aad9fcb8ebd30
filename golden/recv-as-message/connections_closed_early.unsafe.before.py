import socket


def serve(port):
    listener = socket.create_server(("", port))
    while True:
        connection, _ = listener.accept()
        name = connection.recv(100).strip()
        if name == b"guest":
            # Told to go at once.
            connection.close()
            continue
        connection.sendall(b"hello\n")
        while True:
            word = connection.recv(100).strip()
            if not word:
                break
            if word == b"ping":
                connection.sendall(b"pong\n")
        connection.close()


def greets(host):
    connection = socket.create_connection((host, 7000))
    try:
        connection.sendall(b"hello\n")
        return connection.recv(100).rstrip(b"\r\n") == b"hello"
    finally:
        connection.close()


def serve_in_a_with(port):
    listener = socket.create_server(("", port))
    while True:
        connection, _ = listener.accept()
        with connection:
            name = connection.recv(100).strip()
            if name == b"guest":
                continue
            connection.sendall(b"hello\n")
            if connection.recv(100).strip() == b"ping":
                connection.sendall(b"pong\n")


def serve_on_few_lines(port):
    listener = socket.create_server(("", port))
    while True:
        connection, _ = listener.accept()
        if connection.recv(100).strip() == b"guest": connection.close(); continue
        if connection.recv(100).strip() == b"ping":
            connection.sendall(b"pong\n")
        connection.close()
