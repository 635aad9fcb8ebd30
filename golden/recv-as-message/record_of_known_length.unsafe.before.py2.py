# runs
import socket, struct, thread


def serve(listener):
    connection, address = listener.accept()
    size, = struct.unpack(">L", connection.recv(4))
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
