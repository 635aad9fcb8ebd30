# runs
host, port = "localhost", 25


def shown(value):
    return repr(value)


print(repr(host) + " " + repr(port + 1))
print(repr((host, port)))
print(repr([repr(host), repr(port)]))
print(shown(host) if repr(port)else "")
print("`" + '``')  # no backticks
