# runs
host, port = "localhost", 25


def shown(value):
    return`value`


print(`host` + " " + `port + 1`)
print(`host, port`)
print(`[`host`, `port`]`)
print(shown(host) if`port`else "")
print("`" + '``')  # no backticks
