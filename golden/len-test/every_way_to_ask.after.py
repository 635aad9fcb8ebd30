# runs
for some in [], [1], [1, 2]:
    a = list(some)
    print([1 if not a else 0, 1 if a else 0, 1 if a else 0, 1 if a else 0])
    print([1 if not a else 0, 1 if not a else 0, 1 if not a else 0, 1 if a else 0])
    print([1 if a else 0, 1 if a else 0, 1 if not a else 0, 1 if not a else 0])
    print([1 if a else 0, 1 if not a else 0, 1 if a else 0, 1 if not a else 0])
    assert a or not a, "a list has a length"
    if a and len(a) < 2 or not a:
        print("few")
    elif a:
        print("many")
