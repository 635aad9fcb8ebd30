# runs
"""Asks a server for a sum."""
import socket
import struct
import threading


def receive_exactly(connection, size):
    """Give `size` bytes of a stream; less only at its end."""
    data = b""
    while len(data) < size:
        chunk = connection.recv(size - len(data))
        if not chunk:
            break
        data += chunk
    return data


RECORD = "!HH"


def serve(listener):
    connection, address = listener.accept()
    with connection:
        while True:
            record = receive_exactly(connection, struct.calcsize(RECORD))
            if not record:
                break
            left, right = struct.unpack(RECORD, record)
            connection.sendall(struct.pack("!I", left + right))


def main():
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(1)
    server = threading.Thread(target=serve, args=(listener,))
    server.start()
    with socket.create_connection(listener.getsockname(), 20) as client:
        for left, right in ((1, 2), (3, 4)):
            client.sendall(struct.pack(RECORD, left, right))
            print(struct.unpack("!I", receive_exactly(client, 4))[0])  # the sum
    server.join()
    listener.close()


main()
