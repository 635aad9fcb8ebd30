def load(name, names):
    execfile(name)
    execfile("settings.py", names, {})
    print names
