import socket


def say(address, data):
    connection = socket.socket(socket.AF_INET, socket.SOCK_STREAM | socket.SOCK_CLOEXEC)
    connection.connect(address)
    connection.send(data)
    connection.close()
