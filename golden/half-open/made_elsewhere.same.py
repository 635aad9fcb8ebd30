"""The function that makes the socket connects it."""

import socket


def connected(path):
    s = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    s.connect(path)
    return s


def ask(path):
    s = connected(path)
    answers = s.makefile()
    s.shutdown(socket.SHUT_WR)
    return answers.readline()
