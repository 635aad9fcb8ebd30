# runs
pending = ["a", "b"]
while True:
    if not pending:
        break
    print pending.pop(),
while True:
    break
