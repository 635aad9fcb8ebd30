"""The texts that travel between server and workers: a program, or the cells of a notebook; and how they change."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TypeAlias

from netfix.engine.edits import Edit, narrowed
from netfix.engine.notebook import Notebook
from netfix.engine.source import Source

#: The text of a file, or the sources of the Python cells of a notebook.
Content: TypeAlias = "str | tuple[str, ...]"

#: What stands between two cells where a notebook is to be one text; no program has it.
_BETWEEN = "\0"


@dataclass(frozen=True, slots=True)
class _OpenCell:
    """A cell and where it begins in the text of all cells."""

    source: str
    start: int

    def offset(self, at: int) -> int:
        """Give where a character of the cell is in the text of all."""
        return self.start + at

    def rewritten(self, _text: str, source: str) -> list[Edit]:
        """Give the edits of the text of all that make `source` of the cell."""
        edits = difference(self.source, source)
        return [edit._replace(start=self.start + edit.start, end=self.start + edit.end) for edit in edits]


def source_of(path: str, content: Content) -> Source | Notebook:
    """Give what netfix is to read. The edits of a notebook's findings are those of its `cell_starts`.

    Raises SourceError.
    """
    if isinstance(content, str):
        return Source.from_text(path, content)
    text = _BETWEEN.join(content)
    cells = map(_OpenCell, content, cell_starts(content))
    return Notebook(path, text.encode("utf-8", "surrogatepass"), text, tuple(enumerate(cells, 1)))


def content_of(data: bytes, encoding: str, before: Content) -> Content:
    """Give what a rewritten text has, of the kind that it was before."""
    text = data.decode(encoding)
    return text if isinstance(before, str) else tuple(text.split(_BETWEEN))


def cell_starts(cells: tuple[str, ...]) -> list[int]:
    """Give the offset at which each cell begins in the text of all."""
    return list(accumulate((len(cell) + len(_BETWEEN) for cell in cells), initial=0))[: len(cells)]


def difference(before: str, after: str) -> list[Edit]:
    """Give the edits that make `after` of `before` and leave all other lines alone, so that marks stay in place."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = list(accumulate(map(len, old), initial=0))
    return [
        narrowed(starts[first], before[starts[first] : starts[last]], "".join(new[start:end]))
        for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
