"""A notebook's code cells as one program, and back.

Names that one cell binds are used in others, so all cells are looked at together. Between two cells stands a comment
that no cell has, and in the place of what is IPython's (`magics`) a call that says as little as Python can:
`get_ipython()`, with a comment behind it. Rewrites keep comments, so whatever was made of the program, its cells and
magics are found again; if one is not, the result is refused.

A cell shows the value of its last expression. So that codemods see that the value is used, the program has it assigned
(IPython, too, puts it into a variable), unless a semicolon behind it keeps IPython from that.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from netfix.engine.edits import Edit, Rewritten
from netfix.engine.findings import RewriteFailed
from netfix.engine.lines import Lines
from netfix.engine.magics import Magic, magics
from netfix.engine.normalise import normalise
from netfix.engine.parsing import ParseFailed, parse_module, parse_with_cpython

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CALL = "get_ipython()"
#: Python 2 statements that are no expressions and consist of one node.
_NO_EXPRESSIONS = frozenset(
    {"expr_stmt", "print_stmt", "del_stmt", "raise_stmt", "global_stmt", "exec_stmt", "assert_stmt", "return_stmt",
     "import_name", "import_from", "yield_expr"}
)  # fmt: skip
_BARE_STATEMENTS = ("pass", "break", "continue", "return")


class BrokenCell(Exception):
    """A cell that is not Python. `cell` counts from 0 among the cells given, `line` from 1 in it (None: unknown)."""

    def __init__(self, cell: int, line: int | None, reason: str) -> None:
        super().__init__(reason)
        self.cell = cell
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class _Back:
    """A program without the marks: the cells' sources one behind the other, and where each begins and ends."""

    unmasked: Rewritten
    spans: tuple[tuple[int, int], ...]


class Cells:
    """Code cells and the program that they make."""

    def __init__(self, sources: Sequence[str]) -> None:
        """Join the cells. Raises BrokenCell for one that is not Python, IPython's lines aside."""
        self.sources = tuple(sources)
        self._mark = _unused("netfix", sources)
        self._magics: list[str] = []
        newline = "\r\n" if any("\r\n" in source for source in sources) else "\n"
        parts = [self._masked(at, source) for at, source in enumerate(sources)]
        self.text = parts[0] if parts else ""
        for at, part in enumerate(parts[1:], 1):
            self.text += f"{newline}#{self._mark}c{at}{newline}{part}"
        ended = re.escape(newline)
        self._marks = re.compile(
            rf"(?:{ended})?\#{self._mark}c(?P<cell>\d+)(?:{ended}|\Z)"
            rf"|{re.escape(_CALL)}\#{self._mark}m(?P<magic>\d+)e|{self._mark}\[\d+\]\ =\ ",
            re.VERBOSE,
        )
        self._back = lru_cache(maxsize=2)(self._read_back)

    def split(self, text: str) -> list[str]:
        """Give the sources of the cells in `text`, which was made of `self.text`. Raises RewriteFailed."""
        back = self._back(text)
        return [back.unmasked.new[start:end] for start, end in back.spans]

    def place(self, text: str, start: int, end: int) -> tuple[int, int, int]:
        """Give cell, start and end of a span of `text` in the cell's own source."""
        back = self._back(text)
        place = back.unmasked.nearest_new(start)
        cell = max(0, bisect_right(back.spans, place, key=itemgetter(0)) - 1)
        first, last = back.spans[cell]
        return cell, place - first, max(place, min(back.unmasked.nearest_new(end), last)) - first

    def line(self, number: int) -> tuple[int, int]:
        """Give the cell, and the line in it from 1, of a line of the program as it was made."""
        lines = Lines(self.text)
        at = lines.offset(min(number, len(lines)), 1)
        cell, start, _ = self.place(self.text, at, at)
        return cell, Lines(self.sources[cell]).place(start)[0]

    def _masked(self, at: int, source: str) -> str:
        """Give a cell as it stands in the program."""
        found = magics(source)
        if not (found and found[0].whole):
            masked = self._without(source, found)
            try:
                return self._with_value_assigned(at, masked)
            except ParseFailed as error:
                if masked.lstrip("\r\n")[:1] not in {" ", "\t"}:
                    raise BrokenCell(at, error.line, error.reason) from error
                # IPython takes a cell that is indented as a whole; such a cell is left alone.
                del self._magics[len(self._magics) - len(found) :]
        return self._without(source, [Magic(0, len(source), whole=True)])

    def _without(self, source: str, found: Iterable[Magic]) -> str:
        edits: list[Edit] = []
        for magic in found:
            edits.append(Edit(magic.start, magic.end, f"{_CALL}#{self._mark}m{len(self._magics)}e"))
            self._magics.append(source[magic.start : magic.end])
        return Rewritten(source, edits).new

    def _with_value_assigned(self, at: int, source: str) -> str:
        """Give a cell with its last expression, if it is shown, assigned. Raises ParseFailed."""
        start = _shown_expression(source)
        if start is None or source.startswith(f"{_CALL}#{self._mark}", start):
            return source
        return f"{source[:start]}{self._mark}[{at}] = {source[start:]}"

    def _kept(self, text: str) -> list[tuple[str | None, str | None]]:
        """Give the marks of cells and magics in `text`; that of a value may go with its statement."""
        marks = [(mark["cell"], mark["magic"]) for mark in self._marks.finditer(text)]
        return [mark for mark in marks if any(mark)]

    def _read_back(self, text: str) -> _Back:
        edits: list[Edit] = []
        boundaries: list[int] = []
        if self._kept(text) != self._kept(self.text):
            raise RewriteFailed("a cell or a magic of the notebook was lost or moved")
        for mark in self._marks.finditer(text):
            edits.append(Edit(*mark.span(), self._magics[int(mark["magic"])] if mark["magic"] else ""))
            if mark["cell"]:
                boundaries.append(mark.start())
        unmasked = Rewritten(text, edits)
        ends = [unmasked.nearest_new(start) for start in boundaries]
        return _Back(unmasked, tuple(pairwise([0, *ends, len(unmasked.new)])) if self.sources else ())


def _unused(word: str, sources: Sequence[str]) -> str:
    """Give a name that no cell has in it."""
    number = 0
    while any(f"_{word}{number}_" in source for source in sources):
        number += 1
    return f"_{word}{number}_"


def _shown_expression(source: str) -> int | None:
    """Give where the expression whose value the cell shows begins, None if it shows none. Raises ParseFailed."""
    try:
        module = parse_with_cpython(source)
    except ParseFailed as error:
        return _shown_by_python2(source, error)
    if not module.body or not isinstance(module.body[-1], ast.Expr):
        return None
    shown, lines = module.body[-1], Lines(source)
    behind = lines.line(shown.end_lineno or 1).encode()[shown.end_col_offset or 0 :]
    if behind.lstrip().startswith(b";"):
        return None
    before = lines.line(shown.lineno).encode()[: shown.col_offset].decode()
    return lines.offset(shown.lineno, len(before) + 1)


def _shown_by_python2(source: str, complaint: ParseFailed) -> int | None:
    """Do so for what this Python does not read: Python 2, or Python newer than it, of which nothing is shown."""
    from netfix.engine.python2 import Python2Tree  # noqa: PLC0415 - imports fissix

    normalised = normalise(source)
    try:
        tree = Python2Tree.parse(normalised.new)
    except ParseFailed:
        try:
            parse_module(normalised.new)
        except ParseFailed:
            raise complaint from None
        return None
    statements = [node for node in tree.root.children if node.kind not in {"NEWLINE", "ENDMARKER"}]
    if not statements or statements[-1].kind != "simple_stmt":
        return None
    shown = [node for node in statements[-1].children if node.kind != "NEWLINE"][-1]
    if shown.is_token(";", *_BARE_STATEMENTS) or shown.kind in _NO_EXPRESSIONS:
        return None
    return normalised.nearest_old(shown.start)
