# runs
def show(repr):
    return repr(repr)


try:
    print(show(len)[:0])
except TypeError:
    print("")
