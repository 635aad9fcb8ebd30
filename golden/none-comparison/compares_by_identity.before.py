# runs
def describe(peer, port=None):
    if peer == None:
        return "nobody"
    if port != None and not port == None:
        return "%s:%d" % (peer, port)
    return peer


print(describe(None), describe("localhost"), describe("localhost", 80))
reply = None
print(reply == None, None == reply, reply != None, None != reply)
while reply == None:
    reply = "220 ready"
assert reply != None
print([item == None for item in (1, None)], "yes" if None == reply else "no")
