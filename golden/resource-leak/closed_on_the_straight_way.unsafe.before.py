# runs
import os
import socket
import tempfile
import threading


def store(path, lines):
    target = open(path, "w", encoding="utf-8")  # for the lines
    # one by one
    for line in lines:
        target.write(f"""{line}
  and more
""")
    if not lines:
        target.close()
        return None

    # done
    target.close()
    return os.path.getsize(path)


def copy(path, other):
    source = open(path, encoding="utf-8")
    target = open(other, "w", encoding="utf-8")
    target.write(source.read())
    target.close()
    source.close()


def serve(listener):
    connection, address = listener.accept()
    connection.sendall(b"hello")
    connection.close()


def ask(address):
    client = socket.create_connection(address, 20)
    answer = client.recv(5, socket.MSG_WAITALL)
    client.close()
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
