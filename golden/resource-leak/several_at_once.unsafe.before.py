# runs
import os
import tempfile


def copy(source, target):
    reading = open(source)
    writing = open(target, "w")
    for line in reading:
        writing.write(line.upper())
    reading.close()
    writing.close()


def longest(first, second, third):
    one = open(first)
    two = open(second)
    three = open(third)
    # All of them are short.
    size = max(len(one.read()), len(two.read()), len(three.read()))
    one.close()
    two.close()
    three.close()
    return size


def find(path, word):
    text = open(path)
    for line in text:
        if word in line:
            return line
    text.close()
    return None


def numbered(path):
    text = open(path)
    for number, line in enumerate(text):
        yield number, line
    text.close()


folder = tempfile.mkdtemp()
path, other = os.path.join(folder, "a"), os.path.join(folder, "b")
with open(path, "w") as text:
    text.write("one\ntwo\n")
copy(path, other)
print(longest(path, other, path), find(other, "TWO"), list(numbered(other)))
