# runs
print(len(b"GET /" b" HTTP/1.0" b"\r\n"))
print(len(u"GET /" " HTTP/1.0"
          "\r\n"))
print((len(b"GET" b" /"), len("GET" " /"), len(br"\GET" b"/")))


def line():
    return b"GET" b" /"


print(len(line()))
