"""What anybody may use."""

import pickle
import socketserver
import xmlrpc.server

from flask import Flask

app = Flask(__name__)


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        print(pickle.load(self.rfile))


def serve():
    with socketserver.TCPServer(("0.0.0.0", 9000), Handler) as server:  # reported
        server.serve_forever()


def calls():
    return xmlrpc.server.SimpleXMLRPCServer(("::", 8000))  # reported


if __name__ == "__main__":
    app.run(host="0.0.0.0", port=80, debug=True)  # reported
