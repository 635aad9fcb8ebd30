def longest(path):
    with open(path) as source:
        length = max(len(line) for line in source)
    return length


def marked(paths):
    count = 0
    for path in paths:
        with open(path) as source:
            if source.read(1) != "#":
                source.close()
                continue
            count += len(source.read())
    return count


def counted(paths):
    for path in paths:
        with open(path) as source:
            print(len(source.read()))

        print(path)
    for path in paths:
        with open(path) as source:
            print(len(source.read()))

        print(path)
