# runs
def report(actions):
    for action in actions:
        try:
            action()
        except ZeroDivisionError, e:
            print(e.args[0])
        except KeyError, e:
            print(e.args[0])
    for e in (1, 2):
        print(e)
    print([e for e in (3, 4)])
    e = 5
    print(e)


def fails():
    raise ZeroDivisionError("failed")


report([fails])
