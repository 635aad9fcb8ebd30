# runs
"""A spinner that functions share, with all ways to use a name."""

import sys

spinpos = 0
spinsize = 10
spindir = 1  # or -1
names = []


def spin(out=sys.stdout, width=spinsize):
    global spinpos, spindir
    out.write("." * spinpos + f"{spinpos}|{width}\n")
    spinpos += spindir
    if spinpos > spinsize or spinpos < 0:
        spindir *= -1
        spinpos += spindir


def reset():
    global spinpos, spindir, spinsize

    def inner():
        return [spinpos for _ in range(2) if (lambda: spinpos)()]

    print(inner())
    del spinpos
    spinpos, (spindir, spinsize) = 0, (1, 3)
    names.append(dict(spinpos=spinpos))


def local():
    spinpos = "local"
    return spinpos


for _ in range(4):
    spin()
reset()
spin()
print(local(), spinpos, names)
