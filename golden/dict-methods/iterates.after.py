# runs
table = {"b": 1}
for name, value in table.items():
    print(name, value)
print([value for value in table.values()], sorted(table.keys()), len(table.keys()))
names = iter(table.keys())
print(list(names))
