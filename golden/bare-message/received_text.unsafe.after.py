import logging
import socket
import sys
from http.server import BaseHTTPRequestHandler

log = logging.getLogger(__name__)


def show(address):
    with socket.create_connection(address) as connection:
        data = connection.recv(4096).decode("latin-1")
        sys.stdout.write("\rReceived (100%%): %r" % data)  # over the prompt
        print("Received:", repr(data), "from", address)
        print("Received: %r" % data.strip() + ", and that is " + repr(data or "nothing"))
        print("Received: %r, %d characters" % (data, len(data)), file=sys.stderr)
        print("Received: {!r}".format(data))
        print(f"Received: {data!r} from {address}")
        log.info("received %r", data)
        if data.isspace():
            raise ValueError("it is not " + repr(data) + ", I said")
        if not data.isalpha():
            raise ValueError("the server said %r" % data)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        log.warning("no document %r for you", self.path)
