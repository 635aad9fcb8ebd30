# runs
def shown(*arguments, **options):
    if not arguments:
        print("no arguments")
    if not options:
        print("no options")
    while arguments:
        arguments = arguments[1:]
    return not arguments, [word for word in "a  b".split(" ") if word], bool(options)


print(shown(), shown(1, a=2))
