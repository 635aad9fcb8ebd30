# runs
"""A document server's console: every way to put a name into a printed line."""

import sys

documents = {"index": "<h1>"}


def look_up(name, format="plain"):
    if name not in documents:
        print("The document '%s' was not found" % name)
        print("The document '%s' was not found as '%s'" % (name, format))
        print("The document '{}' was not found".format(name))
        print("The document '{0}' was not found, no '{0}' at all".format(name))
        print("The document '{name}' was not found, {n:>4} others".format(name=name, n=len(documents)))
        print("The document '{!s}' was not found".format(name), file=sys.stdout)
        print(f"The document '{name}' was not found")
        print(f"The document '{name!s}' ({format}) was not found", flush=True)
        print(f"The document '{ name }' was not found {sys.byteorder:>10}")
        print("The document '%(name)s' was not found, %(n)d others" % {"name": name, "n": len(documents)})
        print(("No '%s' " + "and no '%s'") % (name, format) if False else "Nothing like '%s'" % name)


look_up("readme", format="html")
