# runs
table = {"b": 1}
for name, value in table.iteritems():
    print name, value
print [value for value in table.itervalues()], sorted(table.iterkeys()), len(table.viewkeys())
names = table.iterkeys()
print list(names)
