import socket


def local(path):
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(path)
    return connection


def own_address():
    asking = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    asking.connect(("192.0.2.1", 9))
    return asking.getsockname()[0]


def echo():
    answering = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    answering.bind(("", 7))
    while True:
        data, sender = answering.recvfrom(1024)
        answering.sendto(data, sender)


def given(connection, address):
    connection.connect(address)


def patient(address):
    connection = socket.socket()
    connection.settimeout(None)
    connection.connect(address)
