"""Sockets that a subclass makes otherwise, messages of SCTP, and a channel of the program's own."""

import socket


class Reporter:
    def make(self):
        return socket.socket(socket.AF_INET, socket.SOCK_STREAM)

    def report(self, address, text):
        sender = self.make()
        sender.connect(address)
        sender.send(text)


class DatagramReporter(Reporter):
    def make(self):
        return socket.socket(socket.AF_INET, socket.SOCK_DGRAM)


def in_messages(address, text):
    association = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_SCTP)
    association.connect(address)
    association.send(text)


class Recorder:
    def __init__(self):
        self.sent = []

    def settimeout(self, seconds):
        self.seconds = seconds

    def send(self, text):
        self.sent.append(text)


def rehearse(channel):
    channel.settimeout(3)
    channel.send("hello")


rehearse(Recorder())
