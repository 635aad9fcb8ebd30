def show(name, width, values):
    print("no folder '%10s' or '%-5s' or '%.3s' or '%*s'" % (name, name, name, width, name))
    print("no folder '%%s' but %s" % name)
    print("no folder '%r' or '%d' or '%x'" % (name, width, width))
    print("no folder '{:>10}' or '{!r}' or '{!a}' or '{{}}'".format(name, name, name))
    print(f"no folder '{name:>10}' or '{name!r}' or '{name=}' or '{{name}}' or '{name:{width}}'")
    print("no folder '%s'" % repr(name))
    print("no folder '\x25s' or \x27%s\x27" % name)
    print("no folder '%s'")
    print("no folder '{}'")
    print(b"no folder '%s'" % name)
    """no folder '%s'"""
    values["no folder '%s'"] = name
