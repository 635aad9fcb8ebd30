# runs
import os
import tempfile


def copy(source, target):
    with open(source) as reading:
        with open(target, "w") as writing:
            for line in reading:
                writing.write(line.upper())


def longest(first, second, third):
    with open(first) as one:
        with open(second) as two:
            with open(third) as three:
                # All of them are short.
                size = max(len(one.read()), len(two.read()), len(three.read()))
    return size


def find(path, word):
    with open(path) as text:
        for line in text:
            if word in line:
                return line
    return None


def numbered(path):
    with open(path) as text:
        for number, line in enumerate(text):
            yield number, line


folder = tempfile.mkdtemp()
path, other = os.path.join(folder, "a"), os.path.join(folder, "b")
with open(path, "w") as text:
    text.write("one\ntwo\n")
copy(path, other)
print(longest(path, other, path), find(other, "TWO"), list(numbered(other)))
