print(b"GET" b" /", "GET" u" /")
