def read(connection, limit=1024):
    chunks = []
    while True:
        chunk = connection.recv(limit)
        if not chunk:
            break
        chunks.append(chunk)
    # nothing is lost
    return b"".join(chunks)  # type: bytes  # the caller splits it


names = {
    "first": None,
    "second": None,
}
