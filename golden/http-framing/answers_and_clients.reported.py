"""A handler, a server and a client that all rely on the end of the connection."""

import http.server
import socket


class Hello(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)  # reported
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        self.wfile.write(b"Hello")


def answer(connection):
    connection.recv(4096)
    connection.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nHello")  # reported
    connection.close()


def fetch(host):
    with socket.create_connection((host, 80)) as connection:
        connection.sendall(b"GET / HTTP/1.0\r\n\r\n")  # reported
        page = b""
        while True:
            data = connection.recv(4096)
            if not data:
                return page
            page += data
