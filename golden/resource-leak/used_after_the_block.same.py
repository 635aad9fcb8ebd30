"""What is opened and lives on: in a generator, or behind the loop that opened it."""


def stripped(path, lazily):
    source = open(path)
    if lazily:
        return (line.strip() for line in source)
    lines = source.read()
    source.close()
    return lines


def first_marked(paths):
    for path in paths:
        source = open(path)
        if source.read(1) == "#":
            break
        source.close()
    return source.read()
