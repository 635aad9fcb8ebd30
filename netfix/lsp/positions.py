"""Offsets of characters, and the protocol's positions: lines and code units of the encoding agreed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from netfix.engine.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netfix.engine.edits import Edit
    from netfix.engine.results import Located

#: Bytes of a code unit; UTF-8 has no other.
_CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


class Positions:
    """The positions of a text. pygls has the like, but ends lines at form feeds, which Python and editors do not."""

    def __init__(self, text: str, encoding: str) -> None:
        """Know a text, and the encoding in whose code units columns count: utf-8, utf-16 or utf-32."""
        self._lines = Lines(text)
        self._codec, self._width = _CODECS[encoding]

    def position(self, offset: int) -> types.Position:
        """Give the position of an offset."""
        line, column = self._lines.place(offset)
        return types.Position(line - 1, self._units(self._lines.text[offset - column + 1 : offset]))

    def range(self, start: int, end: int) -> types.Range:
        """Give the range of a span."""
        return types.Range(self.position(start), self.position(end))

    def located(self, finding: Located) -> types.Range:
        """Give where a finding is."""
        start = self._lines.offset(finding.line, finding.column)
        return self.range(start, self._lines.offset(finding.end_line, finding.end_column))

    def line_range(self, line: int) -> types.Range:
        """Give the range of a line, from 1, without its newline; of the last one if there are not as many."""
        line = max(1, min(line, len(self._lines)))
        return types.Range(types.Position(line - 1, 0), types.Position(line - 1, self._units(self._lines.line(line))))

    def offset(self, position: types.Position) -> int:
        """Give the offset of a position; one behind a line's end means its end, one behind the last line the text's."""
        if position.line >= len(self._lines):
            return len(self._lines.text)
        line = self._lines.line(position.line + 1)
        column = units = 0
        while column < len(line) and units < position.character:
            units += self._units(line[column])
            column += 1
        return self._lines.offset(position.line + 1, column + 1)

    def text_edits(self, edits: Iterable[Edit]) -> list[types.TextEdit]:
        """Give edits in the words of the protocol."""
        return [types.TextEdit(self.range(edit.start, edit.end), edit.replacement) for edit in edits]

    def _units(self, text: str) -> int:
        return len(text.encode(self._codec, "surrogatepass")) // self._width
