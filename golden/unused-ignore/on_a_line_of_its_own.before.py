# netfix: ignore-file[pickle-from-network]
import socket

# netfix: ignore[undefined-name]
# There is one listener.
listener = socket.socket()


class Peer:
    # netfix: ignore[unchecked-results]
    def __init__(self, address):
        self.address = address
        # netfix: ignore[missing-timeout]


