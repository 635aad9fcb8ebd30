# runs
pending = ["a", "b"]
while 1:
    if not pending:
        break
    print pending.pop()
