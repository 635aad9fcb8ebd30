"""A part of a package, for which `socket` is the standard one."""

import socket


def connect(address):
    return socket.create_connection(address)
