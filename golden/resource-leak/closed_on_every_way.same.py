import csv
import json
import socket
import threading


def with_statement(path):
    with open(path) as source:
        return json.load(source)


def with_later(path):
    source = open(path)
    with source:
        return json.load(source)


def in_finally(path):
    source = open(path)
    try:
        return source.read()
    finally:
        source.close()


def in_handler(address):
    peer = socket.socket()
    try:
        peer.connect(address)
    except OSError:
        peer.close()
        raise
    peer.sendall(b"hello")
    peer.close()


def nothing_goes_wrong(path):
    source = open(path)
    source.close()


def given_away(path, files):
    source = open(path)
    files.append(source)
    other = open(path)
    reader = csv.reader(other)
    third = open(path)
    threading.Thread(target=print, args=(third,)).start()
    return reader


class Holder:
    def __init__(self, path):
        source = open(path)
        self.source = source
        lines = open(path)
        self.line = lambda: lines.readline()
        lines.close()


def returned(path):
    source = open(path)
    source.readline()
    return source
