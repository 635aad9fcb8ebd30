# runs
import argparse
import sys
import warnings


class ProtocolError(Exception):
    def __init__(self, line):
        super().__init__("the server said '%s'" % line)


def fail(kind, name):
    if kind == "raise":
        raise ValueError("no folder '%s'" % name)
    if kind == "from":
        raise LookupError(f"no folder '{name}'") from None
    if kind == "own":
        raise ProtocolError(name)
    if kind == "assert":
        assert not name, "unexpected folder '%s'" % name
    if kind == "warn":
        warnings.warn("folder '%s' is empty" % name, stacklevel=2)
    if kind == "exit":
        sys.exit("no folder '%s'" % name)
    sys.stderr.write("no folder '%s'\n" % name)
    print("no folder '%s'" % name, file=sys.stderr)
    argparse.ArgumentParser(prog="poll").error("no folder '%s'" % name)


sys.stderr = sys.stdout
warnings.showwarning = lambda message, *rest: print(message)
for kind in "raise from own assert warn exit error".split():
    try:
        fail(kind, "Trash")
    except (Exception, SystemExit) as complaint:
        print(kind, complaint)
