"""A rewrite as a hunk to look at, and as lines to edit."""

from __future__ import annotations

import difflib

from netfix.engine.edits import Edit, Rewritten
from netfix.reports.diff import coloured


def hunk(before: str, after: str, *, colour: bool | None) -> str:
    """Give the hunks of a change, with three lines of context; in colour unless `colour` is False.

    What writes it to no terminal takes colours out again where `colour` is None.
    """
    old, new = (text.splitlines(keepends=True) for text in (_shown(before), _shown(after)))
    lines = [_ended(line) for line in list(difflib.unified_diff(old, new, n=3))[2:]]
    text = "".join(lines)
    return text if colour is False else coloured(text.encode("utf-8", "surrogatepass")).decode("utf-8", "surrogatepass")


def _shown(text: str) -> str:
    """Give a text whose lines end as terminals expect."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _span(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the whole lines, with their line ends, that hold a span."""
    first = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    last = end
    if end == first or text[end - 1] not in "\r\n":
        while last < len(text) and text[last] not in "\r\n":
            last += 1
        last += len(text[last : last + 2]) if text[last : last + 2] == "\r\n" else len(text[last : last + 1])
    return first, last


def _places(rewritten: Rewritten) -> tuple[tuple[int, int], tuple[int, int]]:
    """Give the lines that a rewrite changes, from the first to the last, in the old text and in the new."""
    first, last = rewritten.edits[0], rewritten.edits[-1]
    old = _span(rewritten.old, first.start, last.end)
    grown = len(rewritten.new) - len(rewritten.old)
    return old, (old[0], old[1] + grown)


def changed_lines(rewritten: Rewritten) -> str:
    """Give the lines that a rewrite changes, as it writes them."""
    _, (start, end) = _places(rewritten)
    return rewritten.new[start:end]


def written_instead(rewritten: Rewritten, wanted: str) -> Edit:
    """Give the edit that writes `wanted` where the rewrite would change lines."""
    (start, end), _ = _places(rewritten)
    newline = "\r\n" if "\r\n" in rewritten.old else "\n"
    text = wanted.replace("\r\n", "\n").replace("\n", newline)
    ends = rewritten.old[start:end].endswith(("\n", "\r"))
    if ends and text and not text.endswith(newline):
        text += newline
    return Edit(start, end, text)
