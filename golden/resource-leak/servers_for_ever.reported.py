import socket


def serve(answer):
    listener = socket.create_server(("", 7000))
    while True:
        connection, _ = listener.accept()
        with connection:
            connection.sendall(answer)


def serve_once(answer):
    listener = socket.create_server(("", 7000))  # reported
    connection, _ = listener.accept()
    with connection:
        connection.sendall(answer)
