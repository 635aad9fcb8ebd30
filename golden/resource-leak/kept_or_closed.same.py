import socket


def opened(path):
    text = open(path)
    text.readline()
    return text


def kept(self, path):
    text = open(path)
    self.texts.append(text)
    text.readline()
    text.close()


def closed_at_last(one, other):
    left = open(one)
    try:
        right = open(other)
        try:
            return left.read() + right.read()
        finally:
            right.close()
    finally:
        left.close()


def closed_by_handler(address):
    connection = socket.create_connection(address)
    try:
        connection.sendall(b"?")
    except OSError:
        connection.close()
        raise
    return connection
