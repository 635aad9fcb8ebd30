# runs
table = {"a": 1, ("b", "c"): 2}
if "a" in table and "z" not in table:
    print(("b", "c") in table, -("a" in table), ("a" in table) == True)
print(("a" or "b") not in table, [name for name in "ab" if name in table], str("z" in table))
