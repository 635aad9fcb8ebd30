"""Where the lines of a text begin, as CPython counts them: after LF, CRLF or CR, and after nothing else."""

from __future__ import annotations

import re
from bisect import bisect_right

_NEWLINE = re.compile(r"\r\n?|\n")


class Lines:
    """The lines of a text. Lines and columns count from 1, columns in characters; offsets count from 0."""

    def __init__(self, text: str) -> None:
        """Find the lines of `text`."""
        self.text = text
        self._starts = [0, *(newline.end() for newline in _NEWLINE.finditer(text))]

    def __len__(self) -> int:
        """Count the lines; the empty one after a last newline is one of them."""
        return len(self._starts)

    def place(self, offset: int) -> tuple[int, int]:
        """Give line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """Give the offset of a line and a column. Raises IndexError if there is no such line."""
        return self._starts[line - 1] + column - 1

    def line(self, number: int) -> str:
        """Give a line without its newline. Raises IndexError if there is no such line."""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")
