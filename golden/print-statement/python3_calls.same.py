import sys

print ("a", "b")
print("x", file=sys.stderr)
reader = print
reader("x")
