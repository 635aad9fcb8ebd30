"""A program speaks with itself."""

import socket
from threading import Thread

import Pyro4

Pyro4.config.SERIALIZER = "pickle"
mine, yours = socket.socketpair()
Thread(target=print, args=(yours,)).start()
