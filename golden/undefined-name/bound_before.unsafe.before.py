"""A server's handlers; each misspelt name stands in the path that is seldom taken."""

import socket
import logging

connections = []


def accept(listener):
    connection, address = listener.accept()
    connections.append(connection)
    if len(conections) > 100:
        logging.warning("many connections, the last from %r", address)


def retry(address, attempts, timeout=10):
    for attempt in range(attempts):
        try:
            return socket.create_connection(address, timeout)
        except OSError as problem:
            logging.info("attempt %d: %s", attempt, probelm)
    return None


def closing():
    def close(connection, reason):
        logging.debug("closed: %s", raeson)
        connection.close()

    return close
