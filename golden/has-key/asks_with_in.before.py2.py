# runs
table = {"a": 1, ("b", "c"): 2}
if table.has_key("a") and not table.has_key("z"):
    print table.has_key(("b", "c")), -table.has_key("a"), table.has_key("a") == True
print not table.has_key("a" or "b"), [name for name in "ab" if table.has_key(name)], str(table.has_key("z"))
