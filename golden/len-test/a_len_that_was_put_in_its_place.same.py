import builtins

builtins.len = lambda value: 3
if not len([]):
    print("none")
