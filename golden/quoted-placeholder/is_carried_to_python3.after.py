# runs
def show(name, host):
    print("no folder %r" % name)
    print("no folder %r on %r" % (name, host), end="")
    print()


show("Trash", "mail.example")
