# runs
class Refused(Exception):
    pass


def refuse(args):
    raise Refused(args)


try:
    refuse("text")
except Refused as error:
    print(error.args[0])
