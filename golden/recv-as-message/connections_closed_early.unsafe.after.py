import socket


def serve(port):
    listener = socket.create_server(("", port))
    while True:
        connection, _ = listener.accept()
        lines = connection.makefile("rb")
        name = lines.readline().strip()
        if name == b"guest":
            # Told to go at once.
            lines.close()
            connection.close()
            continue
        connection.sendall(b"hello\n")
        while True:
            word = lines.readline().strip()
            if not word:
                break
            if word == b"ping":
                connection.sendall(b"pong\n")
        lines.close()
        connection.close()


def greets(host):
    connection = socket.create_connection((host, 7000))
    lines = connection.makefile("rb")
    try:
        connection.sendall(b"hello\n")
        return lines.readline().rstrip(b"\r\n") == b"hello"
    finally:
        lines.close()
        connection.close()


def serve_in_a_with(port):
    listener = socket.create_server(("", port))
    while True:
        connection, _ = listener.accept()
        with connection:
            lines = connection.makefile("rb")
            name = lines.readline().strip()
            if name == b"guest":
                lines.close()
                continue
            connection.sendall(b"hello\n")
            if lines.readline().strip() == b"ping":
                connection.sendall(b"pong\n")
            lines.close()


def serve_on_few_lines(port):
    listener = socket.create_server(("", port))
    while True:
        connection, _ = listener.accept()
        if connection.recv(100).strip() == b"guest": connection.close(); continue
        if connection.recv(100).strip() == b"ping":
            connection.sendall(b"pong\n")
        connection.close()
