import hmac
import json
import pickle
import shelve
import socket
from multiprocessing.connection import Listener
from urllib.request import urlopen

import yaml


def from_file(path):
    with open(path, "rb") as stream:
        return pickle.load(stream), shelve.open(path + ".db")


def from_child():
    here, there = socket.socketpair()
    there.sendall(pickle.dumps([1, 2]))
    return pickle.loads(here.recv(4096))


def from_neighbour(path):
    neighbour = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    neighbour.connect(path)
    with neighbour.makefile("rb") as stream:
        return pickle.load(stream)


def proven(connection, key):
    data = connection.recv(65536)
    digest, body = data[:32], data[32:]
    if not hmac.compare_digest(hmac.new(key, body, "sha256").digest(), digest):
        raise ValueError("not from a friend")
    return pickle.loads(body)


def plain_data(url):
    data = urlopen(url).read()
    return json.loads(data), yaml.safe_load(data), yaml.load(data, Loader=yaml.SafeLoader)


def listeners(key):
    return Listener(("", 8000), authkey=key), Listener(("localhost", 8001)), Listener("/run/it")


def unknown(data):
    return pickle.loads(data)
