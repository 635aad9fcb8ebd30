# runs
class Connection(object):
    pass


connection = Connection()
try:
    raise IOError(2, "no such file")
except IOError as error:
    number, text = error.args
    print("%s %s" % (number, text))
try:
    raise IOError(2, "no such file")
except IOError as error: number, text = error.args; print("%s %s" % (number, text))
try:
    raise KeyError("k")
except KeyError as error:
    connection.error = error
    # kept for later
    print(connection.error.args[0])
errors = [None]
try:
    raise KeyError("k")
except KeyError as error: errors[0] = error; pass
print(errors[0].args[0])
try:
    raise KeyError("k")
except KeyError as error:
    key, = error.args
    print(key)
