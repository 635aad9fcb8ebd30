import json
import socket


def load(path):
    source = open(path)  # reported  # reported
    return json.load(source)


def ping(address):
    peer = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)  # reported  # reported
    peer.sendto(b"ping", address)
    return peer.recvfrom(10)
