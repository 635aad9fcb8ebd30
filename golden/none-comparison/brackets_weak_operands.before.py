# runs
x = 5
print(None == (x if x else None), None == (x or None), None == (y := x), None == (not x), None == x + 1)
print(None == (x == 5), None == (lambda: 1))


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
