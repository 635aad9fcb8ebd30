import logging
import socket

log = logging.getLogger(__name__)


def ask(address):
    connection = socket.create_connection(address)
    with connection.makefile() as lines:
        for line in lines:
            print("line: " + line.rstrip())
    text = connection.recv(100).decode()
    message = "the last one was " + text
    print(message)
    log.info(message)
    answer = "echo " + text
    connection.sendall(answer.encode())
