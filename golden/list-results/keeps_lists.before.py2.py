# runs
fields = "21 80".split()
ports = map(int, fields)
print len(ports), ports[0], ports == [21, 80]
map(fields.append, ["443"])
pairs = zip(fields, ports)
pairs.sort()
print pairs, range(3) + [9], map(str, (1, 2))[1:]
table = {"b": 1, "a": 2}
names = table.keys()
names.sort()
print names, sorted(table.values()), table.items()[:0]
for name in table.keys():
    del table[name]
print table, filter(None, [0, 1])
