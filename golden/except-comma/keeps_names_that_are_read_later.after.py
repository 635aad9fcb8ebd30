# runs
def last_error(actions):
    error = None
    for action in actions:
        try:
            action()
        except ZeroDivisionError as caught:
            error = caught
            pass
    return error


def retry(actions):
    for number, action in enumerate(actions):
        if number:
            print("after %s" % problem.args[0])
        try:
            action()
        except ZeroDivisionError as error_: problem = error_; pass


def handler(action):
    try:
        action()
    except ZeroDivisionError as error_:
        failure = error_
        return lambda: failure


def inner(action):
    try:
        action()
    except ZeroDivisionError as caught:
        error = caught
        try:
            raise KeyError("inner")
        except KeyError as caught:
            error = caught
            pass
        print(error.args[0])


def fails():
    raise ZeroDivisionError("failed")


print(last_error([fails]).args[0])
retry([fails, fails])
print(handler(fails)().args[0])
inner(fails)
