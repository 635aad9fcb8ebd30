# runs
space = {}
exec("host = 'localhost'", space)
exec("port = 25", space)
exec("user = 'me'", space, space)
exec("name = 'net'", space, \
    space)
exec( \
    "size = 1", space)  # continued
exec(compile("count = 2", "<text>", "exec"), space)
print(sorted(name for name in space if not name.startswith("_")))
exec("here = 3")
exec("there = 4")
exec ("with_space = 5", space)
exec("close = 6")
print("%d %d %d %d" % (here, there, space["with_space"], close))
