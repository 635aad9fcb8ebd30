def load(name, names):
    exec(compile(open(name, "rb").read(), name, "exec"))
    exec(compile(open("settings.py", "rb").read(), "settings.py", "exec"), names, {})
    print(names)
