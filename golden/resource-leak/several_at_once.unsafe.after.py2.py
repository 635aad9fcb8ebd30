import socket
from contextlib import closing


def ask_both(one, other, text):
    with closing(socket.create_connection(one)) as left:
        with closing(socket.create_connection(other)) as right:
            left.sendall(text)
            right.sendall(text)
            answers = left.recv(100), right.recv(100)
    print "both said", answers
