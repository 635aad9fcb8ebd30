# runs
import socket, struct, thread


def receive_exactly(connection, size):
    """Give `size` bytes of a stream; less only at its end."""
    data = b""
    while len(data) < size:
        chunk = connection.recv(size - len(data))
        if not chunk:
            break
        data += chunk
    return data


def serve(listener):
    connection, address = listener.accept()
    size, = struct.unpack(">L", receive_exactly(connection, 4))
    print "a record of", size
    connection.close()


listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen(1)
client = socket.create_connection(listener.getsockname())
client.sendall(struct.pack(">L", 70000))
try:
    serve(listener)
except struct.error, why:
    print "too short:", why
