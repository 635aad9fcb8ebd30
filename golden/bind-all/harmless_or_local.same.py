"""Servers for everybody that do nothing of the kind, and dangerous ones for this machine."""

import pickle
import socketserver
import xmlrpc.server

from flask import Flask

app = Flask(__name__)


class Echo(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(self.rfile.readline())


def saved(path):
    with open(path, "rb") as file:
        return pickle.load(file)


echo = socketserver.TCPServer(("", 7), Echo)
calls = xmlrpc.server.SimpleXMLRPCServer(("127.0.0.1", 8000))
app.run(host="127.0.0.1", debug=True)
app.run(host="0.0.0.0", debug=False)
