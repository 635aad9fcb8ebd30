# runs
lines = ["a", "b"]
while 1:
    if not lines:
        break
    print(lines.pop())
while(1):
    break
while ((1)): break
while (  # until the peer goes
    1
):
    break
