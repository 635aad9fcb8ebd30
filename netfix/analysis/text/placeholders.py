"""The placeholders of a format text: `%s` and `%(name)s` of the `%` operator, `{}` and `{name}` of `str.format`.

Pure text: nothing here knows of syntax trees. The grammar is that of Python's manual ("printf-style String
Formatting" and "Format String Syntax"), the same in 2.7 and 3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One place of a format text at which a value is shown.

    `start` and `end` are offsets of the text. `field` says which value: its number among the positional ones, or its
    name. `path` is what a brace placeholder takes of that value: `.name`, `[0]`. `as_repr` is the placeholder that
    shows the value's `repr` instead; None if this one does more than to put the value's text in (a width, a flag, a
    precision, another conversion).
    """

    start: int
    end: int
    field: int | str
    path: str
    as_repr: str | None


@dataclass(frozen=True, slots=True)
class Format:
    """What a format text wants: `placeholders` in order, and how many positional values (`*` widths included)."""

    placeholders: tuple[Placeholder, ...]
    positional: int

    @property
    def names(self) -> frozenset[str]:
        """The names of the values that it takes by name."""
        return frozenset(one.field for one in self.placeholders if isinstance(one.field, str))


_PERCENT = re.compile(
    r"""%(?:\((?P<key>[^()]*(?:\([^()]*\)[^()]*)*)\))?
    (?P<flags>[-\#0\ +]*)(?P<width>\*|\d*)(?P<precision>\.(?:\*|\d*))?[hlL]?(?P<type>[diouxXeEfFgGcrsa%])?""",
    re.VERBOSE,
)


def percent_format(text: str) -> Format | None:
    """Read a format text of the `%` operator; None if it is malformed, or mixes names and positions."""
    found: list[Placeholder] = []
    positional = 0
    for match in _PERCENT.finditer(text):
        if match[0] == "%%":
            continue
        if match["type"] in {None, "%"}:
            return None
        positional += match["width"] == "*"
        positional += match["precision"] == ".*"
        plain = match["type"] == "s" and not (match["flags"] or match["width"] or match["precision"])
        as_repr = match[0][:-1] + "r" if plain and match[0][-2] in "%)" else None
        field = positional if match["key"] is None else match["key"]
        positional += match["key"] is None
        found.append(Placeholder(match.start(), match.end(), field, "", as_repr))
    if positional and any(isinstance(one.field, str) for one in found):
        return None
    return Format(tuple(found), positional)


_FIELD = re.compile(
    r"(?P<name>[^\W\d]\w*|\d*)(?P<path>(?:\.\w+|\[[^\[\]{}]+\])*)(?P<conversion>![rsa])?(?P<spec>:.*)?", re.DOTALL
)


def brace_format(text: str) -> Format | None:
    """Read a format text of `str.format`; None if it is malformed, or numbers only some of its placeholders."""
    reader = _BraceReader(text)
    return Format(tuple(sorted(reader.found, key=_start)), reader.positional) if reader.read() else None


def _start(placeholder: Placeholder) -> int:
    return placeholder.start


class _BraceReader:
    """Reads brace placeholders, those inside format specifications too."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Placeholder] = []
        self.automatic = 0
        self.highest = -1

    @property
    def positional(self) -> int:
        return max(self.automatic, self.highest + 1)

    def read(self) -> bool:
        """Read the whole text; give whether it is well formed."""
        at = 0
        while at < len(self.text):
            if self.text[at : at + 2] in ("{{", "}}"):
                at += 2
            elif self.text[at] == "}":
                return False
            elif self.text[at] == "{":
                end = self._end_of_field(at)
                if end is None or not self._read_field(at, end):
                    return False
                at = end
            else:
                at += 1
        return not (self.automatic and self.highest >= 0)

    def _end_of_field(self, start: int) -> int | None:
        """Give the offset after the brace that closes the one at `start`."""
        depth = 0
        for at in range(start, len(self.text)):
            depth += {"{": 1, "}": -1}.get(self.text[at], 0)
            if depth == 0:
                return at + 1
        return None

    def _read_field(self, start: int, end: int) -> bool:
        match = _FIELD.fullmatch(self.text, start + 1, end - 1)
        if match is None:
            return False
        field = self._field(match["name"])
        plain = match["spec"] is None and match["conversion"] in (None, "!s")
        as_repr = f"{{{match['name']}{match['path']}!r}}" if plain else None
        self.found.append(Placeholder(start, end, field, match["path"], as_repr))
        at = match.start("spec") if match["spec"] else end
        while (at := self.text.find("{", at, end)) >= 0:
            inner_end = self._end_of_field(at)
            if inner_end is None or not self._read_field(at, inner_end):
                return False
            at = inner_end
        return True

    def _field(self, name: str) -> int | str:
        if not name:
            self.automatic += 1
            return self.automatic - 1
        if name.isdecimal():
            self.highest = max(self.highest, int(name))
            return int(name)
        return name
