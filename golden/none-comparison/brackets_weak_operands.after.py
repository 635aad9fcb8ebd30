# runs
x = 5
print((x if x else None) is None, (x or None) is None, (y := x) is None, (not x) is None, x + 1 is None)
print((x == 5) is None, None == (lambda: 1))


def receive():
    got = None == (yield 1)
    print(got)
    got = None != (yield)
    print(got)


steps = receive()
next(steps)
steps.send(None)
try:
    steps.send(4)
except StopIteration:
    pass
