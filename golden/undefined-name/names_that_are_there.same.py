"""Names that are there although nothing in the file binds them, or not plainly."""

from __future__ import annotations

import contextlib
import enum
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["first", "missing_but_listed"]

if sys.version_info >= (3,):
    text_type = str
else:
    text_type = unicode

try:
    callback
except NameError:
    callback = None

try:
    readline_hook
except Exception:
    pass

with contextlib.suppress(NameError):
    print(undefined_but_suppressed)

if sys.platform == "win32":
    errors = (OSError, WindowsError)
else:
    errors = (OSError,)

if False:
    never_there()

if len(sys.argv) > 5:
    conditional = 1


def first(items: Iterable[int], later: DefinedNowhere) -> Undefined:
    print(_("installed by gettext"), __file__, __name__, __doc__, xrange, basestring, raw_input, long, cmp)
    del items
    return conditional + defined_later


def second():
    global set_by_a_function
    set_by_a_function = 1


def third():
    return set_by_a_function, __class__ if 0 else None


class Colour(enum.Enum):
    RED = 1
    BLUE = RED

    def method(self):
        return __class__, [name for name in dir(self) if (lambda: name)()]


class Lexer(type("Base", (), {})):
    tokens = (NAME, NUMBER)


def matching(value):
    match value:
        case {"a": bound, **others}:
            return bound, others
        case [start, *rest] if (walrus := start):
            return walrus, rest, f"{start!r:>{walrus}}"
    return [inner for outer in value for inner in outer if (last := inner)], last


def python2_reads_what_comprehensions_leave(values):
    [left_behind for left_behind in values]
    return left_behind


defined_later = 2
