# runs
a, b = [], [1]
if not len(a or b): print(1)
if not len(a and b): print(2)
if not len(b if a else a): print(3)
if not len(x := a): print(4, x)
if len(x := b): print(5, x)
if len(a or b) and b: print(6)
if len(a or b) == 0 or b: print(7)
if not len((lambda: [])()): print(8)
print(1 if len(a or b) else 2, bool(len(a or b)), not len(a) == 0, not len(b) != 0)
assert len(a or b), "both are empty"
print([c for c in [a, b] if len(c or b)], [c for c in [a, b] if not len(c and b)])
