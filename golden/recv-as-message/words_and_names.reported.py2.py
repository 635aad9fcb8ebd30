import logging
import socket
import subprocess


def serve(connection, commands):
    text = connection.recv(100)  # reported  # reported
    if "quit" in text or text.find("stop") != -1:
        return
    logging.info("got " + connection.recv(100))  # reported  # reported
    print "%s says %s" % (connection, connection.recv(100))  # reported  # reported
    commands[connection.recv(10)]()  # reported  # reported
    subprocess.call(connection.recv(1024), shell=True)  # reported  # reported
    name = connection.recv(100)  # reported  # reported
    with open(name) as source:
        connection.sendall(source.read())


def head(connection):
    text = connection.recv(4096)
    if "\r\n\r\n" in text or text.find("\n") != -1:
        return text
    commands = {}
    commands[connection] = connection.recv(10)
    print "Received", repr(connection.recv(10))
    return commands


listener = socket.socket()
listener.bind(("127.0.0.1", 4000))
listener.listen(1)
serve(listener.accept()[0], {})
