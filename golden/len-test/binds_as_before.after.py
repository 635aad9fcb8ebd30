# runs
a, b = [], [1]
if not (a or b): print(1)
if not (a and b): print(2)
if not (b if a else a): print(3)
if not (x := a): print(4, x)
if (x := b): print(5, x)
if (a or b) and b: print(6)
if not (a or b) or b: print(7)
if not len((lambda: [])()): print(8)
print(1 if a or b else 2, bool(a or b), not len(a) == 0, not b)
assert a or b, "both are empty"
print([c for c in [a, b] if c or b], [c for c in [a, b] if not (c and b)])
