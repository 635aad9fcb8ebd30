# runs
import sys

log = sys.stdout
channels = {"out": sys.stdout}
print("connected", file=log)
print("port", 25, file=log)
print(file=log)
print("waiting", end=" ", file=log)
print("done", file=log)
print(("a", "tuple"), file=log)
print( \
    "on two lines", \
    "of the file", file=sys.stdout)
print("by index", file=channels["out"])
print("None is standard output", file=None)
print(file=(lambda: channels["out"])(), *("by", "call"))
print(file=[log][0], *("a number that is rewritten",))
print("starting\n", end="", file=log); print("banner", "next", file=log)
