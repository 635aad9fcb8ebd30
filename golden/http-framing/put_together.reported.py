"""Answers in several branches and pieces, and requests that are put together."""

import shutil
import socket
from http.server import BaseHTTPRequestHandler


class Files(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/":
            self.send_response(200)  # reported
            self.send_header("Content-Type", "text/plain")
            self.end_headers()
            with open("index.txt", "rb") as page:
                shutil.copyfileobj(page, self.wfile)
        elif self.path == "/old":
            self.send_response(301)
            self.send_header("Location", "/")
            self.end_headers()
        else:
            self.send_response(404)  # reported
            self.end_headers()
            self.wfile.write(b"not here")


class Pages(BaseHTTPRequestHandler):
    def begin(self):
        self.send_response(200)  # reported
        self.send_header("Content-Type", "text/html")
        self.end_headers()

    def do_HEAD(self):
        self.begin()

    def do_GET(self):
        self.begin()
        self.wfile.write(b"<p>Hello</p>")


def in_pieces(connection, page):
    head = "HTTP/1.0 200 OK\r\n"  # reported
    head += "Content-Type: text/plain\r\n"
    head += "\r\n"
    connection.sendall((head + page).encode())


def formatted(connection, page):
    answer = f"HTTP/1.1 200 OK\r\nServer: mine\r\n\r\n{page}"  # reported
    connection.sendall(answer.encode())


def one_by_one(connection, page):
    connection.sendall(b"HTTP/1.1 200 OK\r\n")  # reported
    connection.sendall(b"Content-Type: text/plain\r\n\r\n")
    connection.sendall(page)


def unknown_headers(connection, headers, page):
    connection.sendall(("HTTP/1.1 200 OK\r\n" + headers + "\r\n\r\n" + page).encode())


def known_length(connection, page):
    connection.sendall(("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(page)).encode() + page)


def only_the_first_line(connection):
    connection.sendall(b"HTTP/1.1 503 Busy\r\n\r\n")
