# runs
def describe(peer, port=None):
    if peer is None:
        return "nobody"
    if port is not None and port is not None:
        return "%s:%d" % (peer, port)
    return peer


print(describe(None), describe("localhost"), describe("localhost", 80))
reply = None
print(reply is None, reply is None, reply is not None, reply is not None)
while reply is None:
    reply = "220 ready"
assert reply is not None
print([item is None for item in (1, None)], "yes" if reply is None else "no")
