# runs
import socket, sys, thread


def serve(listener):
    connection, address = listener.accept()
    connection.sendall("hello world")
    connection.close()


listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen(1)
thread.start_new_thread(serve, (listener,))
s = socket.create_connection(listener.getsockname())
total = 0
while 1:
    data = s.recv(4096)
    if not data:
        break
    print >>sys.stderr, "Received:", repr(data)
    sys.stderr.write("\rReceived: %r" % data)
    total += len(data)
print "Received %s bytes" % total
