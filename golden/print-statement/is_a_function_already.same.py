from __future__ import print_function

print("a", "b")
print("a", end=" ")
print()
print(("a", "b"))
