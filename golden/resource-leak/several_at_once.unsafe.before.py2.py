import socket


def ask_both(one, other, text):
    left = socket.create_connection(one)
    right = socket.create_connection(other)
    left.sendall(text)
    right.sendall(text)
    answers = left.recv(100), right.recv(100)
    left.close()
    right.close()
    print "both said", answers
