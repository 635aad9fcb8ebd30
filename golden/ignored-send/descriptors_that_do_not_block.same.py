"""Sockets that are made non-blocking by their descriptors, or from the start."""

import fcntl
import os
import socket


def by_descriptor(address, data):
    connection = socket.create_connection(address)
    descriptor = connection.fileno()
    os.set_blocking(descriptor, False)
    connection.send(data)


def by_flags(address, data):
    connection = socket.create_connection(address)
    descriptor = connection.fileno()
    fcntl.fcntl(descriptor, fcntl.F_SETFL, fcntl.fcntl(descriptor, fcntl.F_GETFL) | os.O_NONBLOCK)
    connection.send(data)


def from_the_start(address, data):
    connection = socket.socket(socket.AF_INET, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
    connection.connect_ex(address)
    connection.send(data)


def of_datagrams(address, data):
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
    sender.connect(address)
    sender.send(data)
