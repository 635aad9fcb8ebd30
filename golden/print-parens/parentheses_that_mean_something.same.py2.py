import sys

x = 5
print("a", "b")
print(("a", "b"))
print()
print
print("x",)
print ("%d") % x
print ("a") + "b"
print("a"), "b"
print("a"),
print("one "
      "two")
print("one" +
      "two")
print(y for y in [1])
print((y for y in [1]) and 2)
print >>sys.stdout, ("x")
print("x").upper()
print(x)or x
print(# why
    "b")


def answers():
    print(yield)
