# runs
fields = "21 80".split()
ports = list(map(int, fields))
print(len(ports), ports[0], ports == [21, 80])
list(map(fields.append, ["443"]))
pairs = list(zip(fields, ports))
pairs.sort()
print(pairs, list(range(3)) + [9], list(map(str, (1, 2)))[1:])
table = {"b": 1, "a": 2}
names = list(table.keys())
names.sort()
print(names, sorted(table.values()), list(table.items())[:0])
for name in list(table.keys()):
    del table[name]
print(table, list(filter(None, [0, 1])))
