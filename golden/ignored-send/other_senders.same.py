import asyncio
import http.client
import multiprocessing
import socket
import sys


def counts(address, data):
    peer = socket.create_connection(address)
    while data:
        sent = peer.send(data)
        data = data[sent:]
    return peer.send(b"\n")


def datagrams(address):
    plain = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    plain.connect(address)
    plain.send(b"one message")


def does_not_wait(address, data):
    peer = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    peer.connect(address)
    peer.setblocking(False)
    peer.send(data)
    other = socket.create_connection(address)
    other.settimeout(0.0)
    other.send(data)
    third = socket.create_connection(address)
    third.send(data, socket.MSG_DONTWAIT)


def averages():
    total, count = 0, 0
    while True:
        total, count = total + (yield total / max(count, 1)), count + 1


def not_sockets(address, signal, queue):
    average = averages()
    next(average)
    average.send(3)
    here, there = multiprocessing.Pipe()
    here.send({"any": "object"})
    connection = http.client.HTTPConnection(*address)
    connection.putrequest("POST", "/")
    connection.endheaders()
    connection.send(b"body")
    signal.send(sys, arguments=1)
    queue.send("message")


class Channel:
    def send(self, data):
        self.sent = data

    def both(self):
        self.send("a")
        Channel().send("b")
