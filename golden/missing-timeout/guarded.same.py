import smtplib
import socket
from urllib.request import urlopen

import requests


def ask(host, *rest, **options):
    urlopen("http://localhost/", None, 10)
    urlopen("http://localhost/", timeout=None)
    socket.create_connection((host, 7), 5)
    requests.get("http://localhost/", **options)
    socket.create_connection(*rest)
    later = smtplib.SMTP()
    later.timeout = 3
    later.connect(host)


def create_connection(address):
    return address


create_connection(("localhost", 7))
