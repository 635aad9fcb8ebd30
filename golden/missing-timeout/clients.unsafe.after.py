#!/usr/bin/env python3
"""Asks all over the place."""

import ftplib
import http.client
import imaplib
import smtplib
import socket
from urllib.request import Request, urlopen

import requests


NETWORK_TIMEOUT = 60


# What the world says.
def ask(host):
    connection = socket.create_connection((host, 7), timeout=NETWORK_TIMEOUT)
    page = urlopen("http://localhost/", timeout=NETWORK_TIMEOUT)  # plain
    other = urlopen(
        Request("http://localhost/"),
        b"data", timeout=NETWORK_TIMEOUT,
    )
    with ftplib.FTP(host, "anonymous", timeout=NETWORK_TIMEOUT) as ftp, smtplib.SMTP(host, 25, timeout=NETWORK_TIMEOUT) as smtp:
        print(ftp, smtp)
    client = http.client.HTTPSConnection(host, timeout=NETWORK_TIMEOUT)
    mail = imaplib.IMAP4_SSL(host, timeout=NETWORK_TIMEOUT)
    reply = requests.post("http://localhost/", data={"a": 1}, timeout=NETWORK_TIMEOUT)
    return connection, page, other, client, mail, reply
