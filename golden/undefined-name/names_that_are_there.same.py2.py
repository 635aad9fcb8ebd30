"""The same in Python 2, with names that its `exec` and its list comprehensions bind."""

import gettext
import sys

gettext.install("program")

try:
    set
except NameError:
    from sets import Set as set

try:
    True, False
except NameError:
    True, False = 1, 0


def run(code):
    exec code
    return made_by_code


def last(values):
    doubled = [value * 2 for value in values]
    print _("the last is"), value, reduce(cmp, doubled), unichr(8364), apply, buffer, intern
    return coerce, execfile, file, reload, StandardError
