# runs
"""A spinner that functions share, with all ways to use a name."""

import sys


class State:
    """What the functions of this program share."""

    def __init__(self):
        self.spinpos = 0
        self.spinsize = 10


state = State()
state.spindir = 1  # or -1
names = []


def spin(out=sys.stdout, width=state.spinsize):
    out.write("." * state.spinpos + f"{state.spinpos}|{width}\n")
    state.spinpos += state.spindir
    if state.spinpos > state.spinsize or state.spinpos < 0:
        state.spindir *= -1
        state.spinpos += state.spindir


def reset():

    def inner():
        return [state.spinpos for _ in range(2) if (lambda: state.spinpos)()]

    print(inner())
    del state.spinpos
    state.spinpos, (state.spindir, state.spinsize) = 0, (1, 3)
    names.append(dict(spinpos=state.spinpos))


def local():
    spinpos = "local"
    return spinpos


for _ in range(4):
    spin()
reset()
spin()
print(local(), state.spinpos, names)
