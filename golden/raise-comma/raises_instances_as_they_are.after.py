# runs
class Refused(Exception):
    pass


class Blocked(Refused):
    pass


def attempt(function):
    try:
        function()
    except Exception as error:
        print("%s %s" % (error.__class__.__name__, [str(arg) for arg in error.args]))


def same_class():
    try:
        raise Refused("same")
    except Refused as error:
        raise error


def base_class():
    try:
        raise Blocked("base")
    except Blocked as error:
        raise error


def may_be_either():
    try:
        raise Blocked("either")
    except Refused as error:
        raise error if isinstance(error, Blocked) else Blocked(error)


def wrapped():
    try:
        raise KeyError("wrapped")
    except KeyError as error:
        raise Refused(error)


def made_here():
    raise Blocked("made here")


def of_its_class():
    try:
        raise Refused("its class")
    except Refused as error:
        raise error


for function in (same_class, base_class, may_be_either, wrapped, made_here, of_its_class):
    attempt(function)
