"""What only a terminal gets, made with rich, which is imported when the first of it is shown.

Plain text stays plain: without its escape sequences, a coloured diff is the diff.
"""

from __future__ import annotations

import io
import re
from itertools import takewhile
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from netfix.engine.findings import Safety
from netfix.reports.rules import rule
from netfix.reports.word_changes import changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

    from netfix.reports.counts import Counts

#: What a terminal would obey instead of showing it: a program's text must not be able to.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_STYLES = {"-": "red", "+": "green", "@": "cyan", "\\": "dim"}
_MOST_ROWS = 20
SAFETY_STYLES = {Safety.SAFE: "green", Safety.UNSAFE: "yellow", Safety.MANUAL: "magenta"}


def rich_diff(diff: bytes, encoding: str) -> str:
    """Give a unified diff for a terminal: coloured lines, and the words that change in reverse video.

    `encoding` is that of the file. Characters that would control the terminal are shown as their symbols.
    """
    lines = diff.decode(encoding, "replace").split("\n")
    lines = [_harmless(line.removesuffix("\r")) for line in lines[: -1 if not lines[-1] else None]]
    console = Console(file=io.StringIO(), force_terminal=True, color_system="standard", soft_wrap=True, highlight=False,
                      no_color=False, legacy_windows=False, _environ={})  # fmt: skip
    head, body = lines[:2], lines[2:]
    for line in head:
        console.print(Text(line, "bold"))
    for text in _styled(body):
        console.print(text)
    file = console.file
    return file.getvalue() if isinstance(file, io.StringIO) else ""


def _styled(lines: Sequence[str]) -> Iterator[Text]:
    """Give the lines of hunks in colour; as many removed lines as added ones after them are compared one by one."""
    at = 0
    while at < len(lines):
        removed = _run_of("-", lines, at)
        added = _run_of("+", lines, at + len(removed))
        if not removed or len(removed) != len(added):
            count = max(1, len(removed) + len(added))
            yield from (Text(line, _STYLES.get(line[:1], "")) for line in lines[at : at + count])
        else:
            count = 2 * len(removed)
            spans = [changes(old[1:], new[1:]) for old, new in zip(removed, added, strict=True)]
            for side, listed in enumerate((removed, added)):
                yield from (_marked(line, both[side]) for line, both in zip(listed, spans, strict=True))
        at += count


def _run_of(mark: str, lines: Sequence[str], start: int) -> list[str]:
    return list(takewhile(lambda line: line.startswith(mark), lines[start:]))


def _marked(line: str, spans: Sequence[tuple[int, int]]) -> Text:
    """Give a removed or added line; spans count from behind its mark."""
    text = Text(line, _STYLES[line[0]])
    for start, end in spans:
        text.stylize("bold reverse", start + 1, end + 1)
    return text


def _harmless(line: str) -> str:
    """Give a line with the symbols of control characters in place of the characters; those without one as escapes."""

    def symbol(found: re.Match[str]) -> str:
        code = ord(found[0])
        return chr(0x2400 + code) if code < ord(" ") else f"\\x{code:02x}"

    return _CONTROLS.sub(symbol, line)


def show_table(counts: Counts, file: TextIO, *, colour: bool) -> None:
    """Print how often each codemod found something, the most frequent ones, with links to their pages."""
    console = Console(file=file, force_terminal=colour, no_color=not colour, highlight=False)
    table = Table(
        "codemod", *(safety.value for safety in Safety), "all", box=None, padding=(0, 2, 0, 0), pad_edge=False
    )
    for column in table.columns[1:]:
        column.justify = "right"
    for name, count in list(counts.items())[:_MOST_ROWS]:
        link = rule(name).link
        cells = [
            Text(str(count[safety] or "-"), SAFETY_STYLES[safety] if count[safety] else "dim") for safety in Safety
        ]
        table.add_row(
            Text(name, f"cyan link {link}" if link and colour else "cyan"), *cells, Text(str(count.total()), "bold")
        )
    if len(counts) > _MOST_ROWS:
        table.add_row(Text(f"and {len(counts) - _MOST_ROWS} more: netfix --statistics", "dim"))
    console.print()
    console.print(table)
    console.print()
