# runs
lines = ["a", "b"]
while True:
    if not lines:
        break
    print(lines.pop())
while True:
    break
while True: break
while (  # until the peer goes
    True
):
    break
