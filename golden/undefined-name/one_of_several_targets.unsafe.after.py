"""A target beside others may be there only because there are so many values."""


def peer(connection):
    address, service = connection.getpeername()
    return address
