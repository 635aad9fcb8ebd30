# runs
class Refused(Exception):
    pass


def attempt(function):
    try:
        function()
    except Exception as error:
        print("%s %s" % (error.__class__.__name__, [str(arg) for arg in error.args]))


def text():
    raise Refused("by the server")


def formatted():
    raise Refused("port %d" % 25)


def items():
    raise Refused(25, "by the server")


def nothing():
    raise Refused


def no_items():
    raise Refused()


def brackets():
    raise Refused("a long "  # first half
                    "text")


def continued():
    raise Refused( \
        "on the next line")


def chosen():
    raise (Refused or ValueError)("either")


def conditional():
    raise Refused("a" if Refused else "b")


def assigned():
    message = "port %d" % 25
    raise Refused(message)


def without_trace():
    raise Refused("text")


for function in (text, formatted, items, nothing, no_items, brackets, continued, chosen, conditional, assigned,
                 without_trace):
    attempt(function)
