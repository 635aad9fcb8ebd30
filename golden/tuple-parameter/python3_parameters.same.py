def connect(host, port=(25), *rest, path="/"):
    host, port = (host, port)
    return host, port, rest, path


print(connect("localhost"))
