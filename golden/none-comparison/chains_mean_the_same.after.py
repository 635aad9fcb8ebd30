# runs
a = b = None
print(a == b is None, a is None is b, None is a == b, a is None is b, a is None != 3)
print(a is None in [None], (a is None) in [True])
if a is None is b:
    print("both")
