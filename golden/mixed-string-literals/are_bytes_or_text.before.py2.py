# runs
print(len("GET /" b" HTTP/1.0" "\r\n"))
print(len(u"GET /" b" HTTP/1.0"
          "\r\n"))
print(len(b"GET" b" /"), len("GET" " /"), len(r"\GET" b"/"))


def line():
    return"GET" b" /"


print(len(line()))
