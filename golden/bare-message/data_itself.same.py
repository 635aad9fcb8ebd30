import os
import socket
import sys
from urllib.request import urlopen


def show(address):
    with socket.create_connection(address) as connection:
        data = connection.recv(4096)
        print("Received:", data, "that is %s" % data, "or %r" % data)
        text = data.decode()
        print(text)
        sys.stdout.write(text)
        sys.stdout.write(text + "\n")
        print("Received %d characters: %s" % (len(text), repr(text)))
        print("The number is %s" % int(text))
        print("Received:", text, file=open("log", "w"))
        connection.sendall(b"you said " + data)
        connection.sendall(("you said %s" % text).encode())


def own(path):
    print("Working in", os.getcwd(), "on", path)
    print("Opened %s" % urlopen("http://localhost/"))
    print("Home is", os.environ["HOME"])
    query = "select * from t where name = '%s'" % path
    return query
