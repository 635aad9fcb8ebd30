# runs
table = {"b": 1}
for name in table.keys():
    print name
for number in range(3):
    print number
print sorted(table.keys()), ",".join(map(str, [1, 2])), sum(range(4)), list(zip("ab", "cd")), "b" in table.keys()
first, second = map(int, "1 2".split())
if table.keys() and len(table.values()) == 1:
    print first, second, [name for name in table.keys()], max(map(len, ["a", "bc"])), range(2)
