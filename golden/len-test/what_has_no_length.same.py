try:
    if not len(part for part in ()):
        print("none")
    if len(map(str, [])) == 0:
        print("none")
except TypeError:
    print("no length")
