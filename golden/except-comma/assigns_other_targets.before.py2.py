# runs
class Connection(object):
    pass


connection = Connection()
try:
    raise IOError(2, "no such file")
except IOError, (number, text):
    print("%s %s" % (number, text))
try:
    raise IOError(2, "no such file")
except IOError, (number, text): print("%s %s" % (number, text))
try:
    raise KeyError("k")
except KeyError, connection.error:
    # kept for later
    print(connection.error.args[0])
errors = [None]
try:
    raise KeyError("k")
except KeyError, errors[0]: pass
print(errors[0].args[0])
try:
    raise KeyError("k")
except KeyError, (key,):
    print(key)
