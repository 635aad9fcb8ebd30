"""Line ends and blanks that LibCST and fissix cannot be trusted with, taken out of a text with a way back.

LibCST 1.9 loses a form feed before a statement, the last byte of a file whose lines end in CR, the blank in
`except E :` and blanks in the empty lines at a file's end; fissix does not read CR at all. So parsers see line feeds
only and nothing of the rest, and edits are carried back to the file as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netfix.engine.edits import Edit, Rewritten

if TYPE_CHECKING:
    from netfix.engine.findings import Finding

#: A line end that is not a line feed, or an indentation up to its last form feed, which sets the column back to 0.
_ODD = re.compile(r"\r\n?|(?:(?<=[\r\n])|^)[ \t]*\f[ \t\f]*(?<=\f)")
#: The blanks in `except E :`.
_BEFORE_COLON = re.compile(r"^[ \t]*except\b[^\n:#\"'\[{]*?(?P<blanks>[ \t]+):", re.MULTILINE)
#: The empty lines at the end, and the blanks in them.
_TAIL = re.compile(r"[\r\n][ \t\f\r\n]*\Z")
_BLANKS = re.compile(r"[ \t]+")
_NEWLINE = re.compile(r"\r\n|\r|\n")


def normalise(text: str) -> Rewritten:
    """Give `text` with every line ended by a line feed and without the blanks that parsers lose."""
    edits: list[Edit] = []
    if "\r" in text or "\f" in text:
        edits += (Edit(found.start(), found.end(), "\n" * (found[0][0] == "\r")) for found in _ODD.finditer(text))
    if " :" in text or "\t:" in text:
        edits += (Edit(*found.span("blanks"), "") for found in _BEFORE_COLON.finditer(text))
    tail = _TAIL.search(text, max(0, len(text.rstrip()) - 1)) if text[-1:].isspace() else None
    if tail is not None:
        taken = {at for edit in edits if edit.end > tail.start() for at in range(edit.start, edit.end)}
        blanks = _BLANKS.finditer(text, tail.start())
        edits += (Edit(found.start(), found.end(), "") for found in blanks if found.start() not in taken)
    return Rewritten(text, edits)


def newline_at(text: str, offset: int) -> str:
    """Give the line end in use around `offset`: the one before it, else the first of the text, else a line feed."""
    before = text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)
    found = _NEWLINE.search(text, max(0, max(before) - 1) if max(before) >= 0 else 0)
    return found[0] if found else "\n"


def carried_back(finding: Finding, rewritten: Rewritten, *, through_replaced: bool = False) -> Finding:
    """Carry a finding on `rewritten.new` back to `rewritten.old`, see `Rewritten.edit_to_old`.

    Its edits are dropped if one of them cannot be carried; the place stays.
    """
    edits = [rewritten.edit_to_old(edit, through_replaced=through_replaced) for edit in finding.edits]
    kept = tuple(edit for edit in edits if edit is not None)
    start = rewritten.nearest_old(finding.start)
    span = rewritten.to_old(finding.start, finding.end) or (start, max(start, rewritten.nearest_old(finding.end)))
    return finding._replace(start=span[0], end=span[1], edits=kept if len(kept) == len(edits) else ())


def with_newlines(edit: Edit, text: str) -> Edit:
    """Give the edit with the line ends that `text` uses where it is made."""
    if "\n" not in edit.replacement:
        return edit
    newline = newline_at(text, edit.start)
    return edit if newline == "\n" else edit._replace(replacement=edit.replacement.replace("\n", newline))
