from twisted.python.compat import iteritems, intToBytes

for name, value in iteritems({"a": 1}):
    print name, intToBytes(value)
