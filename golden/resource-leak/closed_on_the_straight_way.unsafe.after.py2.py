# runs
import os
import socket
import thread
from contextlib import closing


def serve(listener):
    connection, address = listener.accept()
    with closing(connection):
        print "connected"
        connection.sendall("hello")


def store(path, line):
    with open(path, "w") as target:
        print >>target, line,


def main():
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(1)
        with closing(socket.create_connection(listener.getsockname())) as client:
            serve(listener)
            print client.recv(5)
    store(os.devnull, "nothing")


main()
