"""The namespace is written to."""

number = 1
globals().update({"numbr": 2})
print(numbr)
