"""Answers that say how long they are, answers without a body, and other uses of the words."""

import http.client
import http.server
import socket


class Hello(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        page = b"Hello"
        self.send_response(200)
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def do_HEAD(self):
        self.send_response(200)
        self.end_headers()

    def do_POST(self):
        self.send_response(http.HTTPStatus.NO_CONTENT)
        self.end_headers()
        self.wfile.write(b"")


class Passing(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        answer = http.client.HTTPConnection("localhost").getresponse()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.read())


def tunnel(connection):
    connection.sendall(b"HTTP/1.0 200 Connection established\r\n\r\n")


def is_good(line):
    return line == "HTTP/1.0 200 OK\r\n"


def is_alive(host):
    with socket.create_connection((host, 80)) as connection:
        connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
        return connection.recv(12).endswith(b"200")


def chunked(connection, parts):
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    for part in parts:
        connection.sendall(b"%x\r\n%s\r\n" % (len(part), part))
    connection.sendall(b"0\r\n\r\n")


def refuse(connection):
    connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    connection.close()
