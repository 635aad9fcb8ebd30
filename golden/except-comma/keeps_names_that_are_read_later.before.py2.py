# runs
def last_error(actions):
    error = None
    for action in actions:
        try:
            action()
        except ZeroDivisionError, error:
            pass
    return error


def retry(actions):
    for number, action in enumerate(actions):
        if number:
            print("after %s" % problem.args[0])
        try:
            action()
        except ZeroDivisionError, problem: pass


def handler(action):
    try:
        action()
    except ZeroDivisionError, failure:
        return lambda: failure


def inner(action):
    try:
        action()
    except ZeroDivisionError, error:
        try:
            raise KeyError("inner")
        except KeyError, error:
            pass
        print(error.args[0])


def fails():
    raise ZeroDivisionError("failed")


print(last_error([fails]).args[0])
retry([fails, fails])
print(handler(fails)().args[0])
inner(fails)
