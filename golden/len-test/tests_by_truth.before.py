# runs
def shown(*arguments, **options):
    if not len(arguments):
        print("no arguments")
    if len(options) == 0:
        print("no options")
    while len(arguments) > 0:
        arguments = arguments[1:]
    return not len(arguments), [word for word in "a  b".split(" ") if len(word)], bool(len(options))


print(shown(), shown(1, a=2))
