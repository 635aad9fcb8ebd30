# runs
def show(repr):
    return `repr`


try:
    print(show(len)[:0])
except TypeError:
    print("")
