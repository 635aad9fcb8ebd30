def read(connection, limit=1024):  # netfix: ignore[resource-leak]
    chunks = []
    while True:  # netfix: ignore[while-one] - it was `while 1`
        chunk = connection.recv(limit)
        if not chunk:  #netfix:IGNORE[len_test]
            break
        chunks.append(chunk)  # netfix: ignore[recv-as-message,  undefined-name , ]
    # nothing is lost  # netfix: ignore[]
    return b"".join(chunks)  # type: bytes  # netfix: ignore[undefined-name]  # the caller splits it


names = {
    "first": None,  # netfix: ignore[none-comparison]
    "second": None,
}
