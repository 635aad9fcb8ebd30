"""Where a program's comments and statements stand, Python 2 and Python 3 alike, without parsing it.

A lexer of its own, because it must read what neither Python's nor fissix's does: both languages, all line ends, and
f-strings as they are since Python 3.12. It knows only what tells code from strings and comments.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\r\n]*)
    | (?P<string>(?P<prefix>(?i:rb|br|ur|fr|rf|tr|rt|[rbuft])?)(?P<quote>\"\"\"|\'\'\'|"|'))
    | (?P<newline>\r\n|\r|\n)
    | (?P<joined>\\(?:\r\n|\r|\n))
    | (?P<blank>[ \t\f]+)
    | (?P<open>[(\[{])
    | (?P<close>[)\]}])
    | (?P<word>\w+)
    | (?P<other>.)
    """,
    re.VERBOSE,
)
_LINE_START = re.compile(r"(?:\A|(?<=\n)|(?<=\r)(?!\n))", re.MULTILINE)
_NAMED_CHARACTER = re.compile(r"\\N\{[^}\r\n]*\}")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, from its `#` to the end of its line; `alone`: nothing stands before it on the line."""

    start: int
    end: int
    alone: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """A logical line: a simple statement (or several, joined by `;`), or the header of a compound one.

    From its first token to the end of its last one, in offsets.
    """

    start: int
    end: int


class Layout:
    """The comments and logical lines of a text, and its physical lines. Lines are numbered from 0 here."""

    def __init__(self, text: str) -> None:
        """Read the text, whatever it is; of what is no program, something is read."""
        self.text = text
        self.comments: list[Comment] = []
        self.statements: list[Statement] = []
        self._line_starts = [found.start() for found in _LINE_START.finditer(text)]
        self._read()
        self._starts = [statement.start for statement in self.statements]

    def _read(self) -> None:
        text, at, depth = self.text, 0, 0
        start: int | None = None
        end = 0
        while at < len(text):
            found = _TOKEN.match(text, at)
            if found is None:  # a line separator that Python does not take for one
                at += 1
                continue
            kind, at = found.lastgroup, found.end()
            if kind == "comment":
                line = self._line_starts[self.line(found.start())]
                alone = not text[line : found.start()].strip(" \t\f")
                self.comments.append(Comment(found.start(), found.end(), alone))
            elif kind == "newline":
                if start is not None and not depth:
                    self.statements.append(Statement(start, end))
                    start = None
            elif kind not in ("blank", "joined"):
                start = found.start() if start is None else start
                if kind == "string":
                    at = _string_end(text, at, found["quote"], found["prefix"].lower())
                depth = max(0, depth + (kind == "open") - (kind == "close"))
                end = at
        if start is not None:
            self.statements.append(Statement(start, end))

    def line(self, offset: int) -> int:
        """Give the number of the line in which an offset is."""
        return bisect_right(self._line_starts, offset) - 1

    def line_span(self, line: int) -> tuple[int, int]:
        """Give where a line begins and where the next one does."""
        following = line + 1
        end = self._line_starts[following] if following < len(self._line_starts) else len(self.text)
        return self._line_starts[line], end

    def statement_at(self, offset: int) -> int | None:
        """Give the number of the statement on whose lines an offset is, None if it is on none's."""
        at = bisect_right(self._starts, self.line_span(self.line(offset))[1] - 1) - 1
        if at < 0 or self.line(self.statements[at].end - 1) < self.line(offset):
            return None
        # Several logical lines never share a physical one, so the last that begins by the end of this line is meant.
        return at

    def statement_after(self, offset: int) -> int | None:
        """Give the number of the first statement that begins after an offset, None if none does."""
        at = bisect_right(self._starts, offset)
        return at if at < len(self.statements) else None

    def lines_of(self, statement: int) -> tuple[int, int]:
        """Give a statement's first and last line."""
        found = self.statements[statement]
        return self.line(found.start), self.line(max(found.start, found.end - 1))

    def with_decorators(self, statement: int) -> tuple[int, int]:
        """Give the first and last statement of those that belong to this one: decorators and what they decorate."""
        first = last = statement
        while first and self._is_decorator(first - 1):
            first -= 1
        while last + 1 < len(self.statements) and self._is_decorator(last):
            last += 1
        return first, last

    def _is_decorator(self, statement: int) -> bool:
        return self.text[self.statements[statement].start] == "@"


@lru_cache(maxsize=4)
def layout_of(text: str) -> Layout:
    """Read a text; the last few are kept, because several ask about one text."""
    return Layout(text)


def _string_end(text: str, at: int, quote: str, prefix: str) -> int:
    """Give the end of the string whose opening quotes end at `at`; of one without end, that of its line or text."""
    formatted = "f" in prefix or "t" in prefix
    while at < len(text):
        if text.startswith(quote, at):
            return at + len(quote)
        character = text[at]
        if character == "\\":
            at = _after_backslash(text, at, formatted=formatted, raw="r" in prefix)
        elif character in "\r\n" and len(quote) == 1:
            return at
        elif formatted and character == "{":
            at = at + 2 if text.startswith("{{", at) else _field_end(text, at + 1, quote, prefix)
        else:
            at += 1
    return at


def _after_backslash(text: str, at: int, *, formatted: bool, raw: bool) -> int:
    """Give where reading goes on after a backslash in a string."""
    if formatted and not raw:
        named = _NAMED_CHARACTER.match(text, at)
        if named:
            return named.end()
    if formatted and text[at + 1 : at + 2] in ("{", "}"):
        return at + 1
    return at + 3 if text.startswith("\r\n", at + 1) else at + 2


def _field_end(text: str, at: int, quote: str, prefix: str) -> int:
    """Give the end of a replacement field of an f-string, whose `{` is before `at`."""
    depth = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            at += 1
            continue
        kind, character = found.lastgroup, found[0]
        if kind == "string" and not depth and found["quote"] == quote and not found["prefix"]:
            following = text[found.end() : found.end() + 1]
            if following in ("", "\r", "\n"):
                return at  # no string in the field, but the end of one whose field has no end
        if not depth and character == ":":
            return _format_end(text, found.end(), quote, prefix)
        if not depth and character == "}":
            return found.end()
        at = found.end()
        if kind == "string":
            at = _string_end(text, at, found["quote"], found["prefix"].lower())
        depth += (kind == "open") - (kind == "close")
    return at


def _format_end(text: str, at: int, quote: str, prefix: str) -> int:
    """Give the end of a replacement field whose format begins at `at`."""
    while at < len(text):
        if text[at] == "}":
            return at + 1
        if text.startswith(quote, at) or (text[at] in "\r\n" and len(quote) == 1):
            return at
        at = _field_end(text, at + 1, quote, prefix) if text[at] == "{" else at + 1
    return at
