#!/usr/bin/env python3
"""Asks all over the place."""

import ftplib
import http.client
import imaplib
import smtplib
import socket
from urllib.request import Request, urlopen

import requests


# What the world says.
def ask(host):
    connection = socket.create_connection((host, 7))
    page = urlopen("http://localhost/")  # plain
    other = urlopen(
        Request("http://localhost/"),
        b"data",
    )
    with ftplib.FTP(host, "anonymous") as ftp, smtplib.SMTP(host, 25) as smtp:
        print(ftp, smtp)
    client = http.client.HTTPSConnection(host)
    mail = imaplib.IMAP4_SSL(host)
    reply = requests.post("http://localhost/", data={"a": 1})
    return connection, page, other, client, mail, reply
