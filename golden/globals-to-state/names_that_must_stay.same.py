"""Names that cannot become attributes, or need not."""

import json

handlers = globals()
counter = 0


def count():
    global counter
    counter += 1


def show():
    print(counter, json.dumps(sorted(handlers)))


if __name__ == "__main__":
    count()
    show()
