# runs
for some in [], [1], [1, 2]:
    a = list(some)
    print([1 if len(a) == 0 else 0, 1 if len(a) != 0 else 0, 1 if len(a) > 0 else 0, 1 if len(a) >= 1 else 0])
    print([1 if len(a) < 1 else 0, 1 if len(a) <= 0 else 0, 1 if 0 == len(a) else 0, 1 if 0 != len(a) else 0])
    print([1 if 0 < len(a) else 0, 1 if 1 <= len(a) else 0, 1 if 1 > len(a) else 0, 1 if 0 >= len(a) else 0])
    print([1 if not len(a) == 0 else 0, 1 if not len(a) > 0 else 0, 1 if not (len(a) < 1) else 0, 1 if not 0 < len(a) else 0])
    assert len(a) or not len(a), "a list has a length"
    if len(a) > 0 and len(a) < 2 or not len(a) != 0:
        print("few")
    elif len(a) >= 1:
        print("many")
