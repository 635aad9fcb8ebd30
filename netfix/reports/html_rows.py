"""A file as rows of a side-by-side diff, each line taken apart into what is shown in one colour.

A line is a list of texts. The first character of each says what it is: `k` a keyword, `s` a string, `c` a comment, `m`
a number, `f` a name being defined, `b` a built-in name, `d` a decorator, `t` anything else; in upper case where it is
the part of the line that changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Keyword, Name, Number, Operator, String

from netfix.engine.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from pygments.token import _TokenType

#: How many unchanged lines are shown around what is to be seen.
CONTEXT = 3

_KINDS = (
    (Keyword, "k"), (Operator.Word, "k"), (String, "s"), (Comment, "c"), (Number, "m"),
    (Name.Function, "f"), (Name.Class, "f"), (Name.Decorator, "d"), (Name.Builtin, "b"), (Name.Exception, "b"),
)  # fmt: skip

#: A line in pieces, as the module describes them.
Pieces = list[str]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the numbers of the lines on both sides, 1-based, None where a side has none; whether they differ."""

    old: int | None
    new: int | None
    changed: bool


def lines_of(text: str) -> list[str]:
    """Give the lines of a text without their newlines."""
    lines = Lines(text)
    listed = [lines.line(number + 1) for number in range(len(lines))]
    return listed if listed[-1] else listed[:-1]


def rows(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    """Give the rows of two texts, given as lines; lines that replace others stand beside them."""
    if old == new:
        yield from (Row(number, number, changed=False) for number in range(1, len(old) + 1))
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for at in range(max(b - a, d - c)):
            left = a + at + 1 if a + at < b else None
            right = c + at + 1 if c + at < d else None
            yield Row(left, right, changed=tag != "equal")


def hunks(given: Iterable[Row], marked: Collection[int]) -> list[list[Row]]:
    """Give the rows that are worth seeing, with context: those that change and those of the `marked` old lines."""
    listed = list(given)
    seen = [at for at, row in enumerate(listed) if row.changed or row.old in marked]
    parts: list[list[Row]] = []
    following = 0
    for at in seen:
        first = max(0, at - CONTEXT)
        if not parts or first > following:
            parts.append([])
            following = first
        last = min(len(listed), at + CONTEXT + 1)
        parts[-1] += listed[following:last]
        following = max(following, last)
    return parts


def highlighted(lines: Sequence[str]) -> list[Pieces]:
    """Take the lines of a program apart; all at once, because a string may begin on one line and end on another."""
    made: list[Pieces] = [[]]
    for token, text in PythonLexer(stripnl=False, ensurenl=False).get_tokens("\n".join(lines)):
        kind = _kind(token)
        first, *more = text.split("\n")
        _add(made[-1], kind, first)
        for line in more:
            made.append([])
            _add(made[-1], kind, line)
    # A carriage return inside a line, say: rather without colours than in the wrong place.
    whole = len(made) == len(lines) and all(map(_is_whole, made, lines))
    return made if whole else [["t" + line] if line else [] for line in lines]


def marked(pieces: Pieces, spans: Sequence[tuple[int, int]]) -> Pieces:
    """Give a line with the characters of some spans, in order, marked as those that change."""
    made: Pieces = []
    at = 0
    for piece in pieces:
        kind, text = piece[0], piece[1:]
        cuts = {0, len(text)} | {place - at for span in spans for place in span if 0 < place - at < len(text)}
        ordered = sorted(cuts)
        for start, end in pairwise(ordered):
            inside = any(first <= at + start and at + end <= last for first, last in spans)
            _add(made, kind.upper() if inside else kind, text[start:end])
        at += len(text)
    return made


def _kind(token: _TokenType) -> str:
    """Give the letter of a kind of token."""
    return next((letter for family, letter in _KINDS if token[: len(family)] == family), "t")


def _add(pieces: Pieces, kind: str, text: str) -> None:
    """Add text to a line, to the last piece if that is of the same kind."""
    if not text:
        return
    if pieces and pieces[-1][0] == kind:
        pieces[-1] += text
    else:
        pieces.append(kind + text)


def _is_whole(pieces: Pieces, line: str) -> bool:
    return "".join(piece[1:] for piece in pieces) == line
