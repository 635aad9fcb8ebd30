parts = [1, 2]


def f(x=len(parts) or 1):
    return len(parts) and 5


n = len(parts) or 1
print(f(), n, len(parts) > 0, [len(parts) == 0], str(len(parts) != 0), (len(parts) > 0) + 1)
known = {True: 1, False: 2}
print(known[len(parts) > 0], "%d" % (len(parts) > 0), max(len(parts), 1), (len(parts) == 0) is False)
print(len(parts) == 1, 0 < len(parts) < 3, len(parts) > 5, len(parts) % 2, not len(parts) > 5, not len(parts) % 2)
print(not len(parts) in (0, 1), not len(parts) + 1, not -len(parts), sum(len(part) > 0 for part in ["a"]))
print(f"{not len(parts)=}", f"{1 if len(parts) else 0 = }")
