# runs
import argparse
import sys
import warnings


class ProtocolError(Exception):
    def __init__(self, line):
        super().__init__("the server said %r" % line)


def fail(kind, name):
    if kind == "raise":
        raise ValueError("no folder %r" % name)
    if kind == "from":
        raise LookupError(f"no folder {name!r}") from None
    if kind == "own":
        raise ProtocolError(name)
    if kind == "assert":
        assert not name, "unexpected folder %r" % name
    if kind == "warn":
        warnings.warn("folder %r is empty" % name, stacklevel=2)
    if kind == "exit":
        sys.exit("no folder %r" % name)
    sys.stderr.write("no folder %r\n" % name)
    print("no folder %r" % name, file=sys.stderr)
    argparse.ArgumentParser(prog="poll").error("no folder %r" % name)


sys.stderr = sys.stdout
warnings.showwarning = lambda message, *rest: print(message)
for kind in "raise from own assert warn exit error".split():
    try:
        fail(kind, "Trash")
    except (Exception, SystemExit) as complaint:
        print(kind, complaint)
