# runs
import os
import socket
import thread


def serve(listener):
    connection, address = listener.accept()
    print "connected"
    connection.sendall("hello")
    connection.close()


def store(path, line):
    target = open(path, "w")
    print >>target, line,
    target.close()


def main():
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(1)
    client = socket.create_connection(listener.getsockname())
    serve(listener)
    print client.recv(5)
    client.close()
    listener.close()
    store(os.devnull, "nothing")


main()
