# runs
import os
import socket
import tempfile
import threading


def store(path, lines):
    with open(path, "w", encoding="utf-8") as target:  # for the lines
        # one by one
        for line in lines:
            target.write(f"""{line}
  and more
""")
        if not lines:
            target.close()
            return None

    # done
    return os.path.getsize(path)


def copy(path, other):
    with open(path, encoding="utf-8") as source:
        with open(other, "w", encoding="utf-8") as target:
            target.write(source.read())


def serve(listener):
    connection, address = listener.accept()
    with connection:
        connection.sendall(b"hello")


def ask(address):
    with socket.create_connection(address, 20) as client:
        answer = client.recv(5, socket.MSG_WAITALL)
    return answer


def main():
    path = os.path.join(tempfile.mkdtemp(), "lines")
    print(store(path, ["one", "two"]), store(path, []))
    copy(path, path + ".copy")
    listener = socket.create_server(("127.0.0.1", 0))
    server = threading.Thread(target=serve, args=(listener,))
    server.start()
    print(ask(listener.getsockname()))
    server.join()
    listener.close()


main()
