import logging
import socket
import sys
from http.server import BaseHTTPRequestHandler

log = logging.getLogger(__name__)


def show(address):
    with socket.create_connection(address) as connection:
        data = connection.recv(4096).decode("latin-1")
        sys.stdout.write("\rReceived (100%): " + data)  # over the prompt
        print("Received:", data, "from", address)
        print("Received: " + data.strip() + ", and that is " + (data or "nothing"))
        print("Received: %s, %d characters" % (data, len(data)), file=sys.stderr)
        print("Received: {}".format(data))
        print(f"Received: {data!s} from {address}")
        log.info("received %s", data)
        if data.isspace():
            raise ValueError("it is not '" + data + "', I said")
        if not data.isalpha():
            raise ValueError("the server said " + data)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        log.warning("no document %s for you", self.path)
