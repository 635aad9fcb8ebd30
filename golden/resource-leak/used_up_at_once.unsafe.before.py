def longest(path):
    source = open(path)
    length = max(len(line) for line in source)
    source.close()
    return length


def marked(paths):
    count = 0
    for path in paths:
        source = open(path)
        if source.read(1) != "#":
            source.close()
            continue
        count += len(source.read())
        source.close()
    return count


def counted(paths):
    for path in paths:
        source = open(path)
        print(len(source.read()))

        source.close()

        print(path)
    for path in paths:
        source = open(path)
        print(len(source.read()))

        source.close()
        print(path)
