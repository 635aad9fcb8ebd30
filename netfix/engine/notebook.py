"""Jupyter notebooks: what a `.ipynb` file has of Python, and how a new source of its cells gets into the file.

A notebook is to the engine what a file is: `Notebook` has the members of `Source`. Its text is the program that the
code cells make together (`cells`); findings are shown at their cell, and written is the same JSON, in which nothing but
the lines that changed is another (`notebook_json`). A notebook that is not Python has no program.

The formats are those of nbformat 4 (cells with a `source`), and of 3 and 2 (worksheets, cells with an `input`).
"""

from __future__ import annotations

import codecs
import contextlib
from typing import TYPE_CHECKING, Protocol

from netfix.engine.cells import BrokenCell, Cells
from netfix.engine.edits import Edit, Rewritten
from netfix.engine.findings import RewriteFailed
from netfix.engine.lines import Lines
from netfix.engine.notebook_json import CellText, Text, Value, read
from netfix.engine.results import Failed, Located
from netfix.engine.source import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netfix.engine.findings import Finding

_PYTHON = ("python", "python2", "python3", "ipython")


class Cell(Protocol):
    """A cell of a file: its source, and how another source is put into the file."""

    @property
    def source(self) -> str:
        """The cell's source."""
        ...

    def offset(self, at: int, /) -> int:
        """Give where in the file the line with a character of the source is."""
        ...

    def rewritten(self, text: str, source: str, /) -> list[Edit]:
        """Give the edits of the file's text that make `source` of the cell."""
        ...


class Notebook:
    """A notebook as it was read. `path` is the path as shown to the user, `data` its bytes, `text` its program."""

    encoding = "utf-8"

    def __init__(self, path: str, data: bytes, written: str, places: Sequence[tuple[int, Cell]]) -> None:
        """Take the file's text, `written`, and its Python cells, each with its number among all cells, from 1.

        Raises SourceError for a cell that is no Python.
        """
        self.path = path
        self.data = data
        self.bom = data.startswith(codecs.BOM_UTF8)
        self._written = written
        self._lines = Lines(written)
        self._places = places
        try:
            self._cells = Cells([cell.source for _, cell in self._places])
        except BrokenCell as error:
            raise SourceError(error.line, error.reason, self._places[error.cell][0]) from error
        self.text = self._cells.text

    @classmethod
    def from_bytes(cls, path: str, data: bytes) -> Notebook:
        """Read a notebook. Raises SourceError for what is none."""
        try:
            written = data.decode("utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            reason = f"no notebook: byte 0x{data[error.start]:02x} cannot be decoded as utf-8"
            raise SourceError(line, reason) from error
        return cls(path, data, written, tuple(_code_cells(read(written))))

    @property
    def code(self) -> bytes:
        """The program as bytes, for those who look for words in it."""
        return self.text.encode("utf-8", "surrogatepass")

    def shown(self, program: str | None = None) -> tuple[str, dict[int, int]]:
        """Give the code cells as a person reads them, each below a comment with its number, and that comment's line.

        `program` is what was made of the program (None: nothing yet). Raises RewriteFailed as `encode` does.
        """
        text = ""
        lines: dict[int, int] = {}
        sources = self._cells.split(self.text if program is None else program)
        for (number, _), source in zip(self._places, sources, strict=True):
            lines[number] = len(Lines(text))
            text += f"# cell {number}\n{source}\n"
        return text, lines

    def encode(self, text: str) -> bytes:
        """Give the notebook with the cells that `text` has. Raises RewriteFailed if they cannot be told apart in it."""
        written = Rewritten(self._written, self._edits(text)).new.encode("utf-8", "surrogatepass")
        return codecs.BOM_UTF8 + written if self.bom else written

    def _edits(self, text: str) -> list[Edit]:
        """Give the edits of the file that put the cells of `text` into it."""
        sources = self._cells.split(text)
        return [
            edit
            for (_, cell), source in zip(self._places, sources, strict=True)
            for edit in cell.rewritten(self._written, source)
        ]

    def located(self, findings: Iterable[Finding], text: str) -> tuple[Located, ...]:
        """Give findings on `text`, the program or what became of it, their cells, and lines and columns in them.

        Their edits become edits of the file's own text, if `text` is the program as it was read; else they have none.
        """
        sources = self._cells.split(text)
        found: list[Located] = []
        for finding in findings:
            at, start, end = self._cells.place(text, finding.start, finding.end)
            number, cell = self._places[at]
            lines = Lines(sources[at])
            first, last = (self._lines.place(cell.offset(offset))[0] for offset in (start, max(start, end - 1)))
            edits: list[Edit] = []
            if finding.edits and text == self.text:
                with contextlib.suppress(RewriteFailed):  # it is about what stands for a magic
                    edits = self._edits(Rewritten(text, finding.edits).new)
            found.append(
                Located(
                    self.path, *lines.place(start), *lines.place(end), codemod=finding.codemod, safety=finding.safety,
                    message=finding.message, edits=tuple(edits), cell=number, file_lines=(first, last),
                )
            )  # fmt: skip
        return tuple(found)

    def failed(self, line: int | None, reason: str) -> Failed:
        """Say of the program's line `line` why the notebook cannot be processed."""
        if line is None or not self._places:
            return Failed(self.path, None, reason)
        cell, line = self._cells.line(line)
        return Failed(self.path, line, reason, self._places[cell][0])


def _code_cells(notebook: Value) -> Iterable[tuple[int, CellText]]:
    """Give the Python cells with their numbers. Raises SourceError for what is no notebook."""
    if not isinstance(notebook, dict):
        raise SourceError(None, "no notebook: its JSON is no object")
    if "worksheets" in notebook:
        sheets = [_member(sheet, "cells") for sheet in _items(notebook["worksheets"])]
        cells, key = [cell for sheet in sheets for cell in _items(sheet)], "input"
    elif isinstance(notebook.get("cells"), list) and "nbformat" in notebook:
        cells, key = _items(notebook["cells"]), "source"
    else:
        raise SourceError(None, "no notebook of nbformat 2, 3 or 4: it has no list of cells")
    if not _is_python(notebook):
        return
    for number, cell in enumerate(cells, 1):
        if _string(_member(cell, "cell_type")) != "code" or not _is_python_cell(cell):
            continue
        text = _cell_text(_member(cell, key))
        if text is None:
            raise SourceError(None, f"no notebook: cell {number} has no {key}, or not one of strings")
        if text.source and _is_text(text.source):
            yield number, text


def _is_text(source: str) -> bool:
    """Whether a source can be written; JSON may have halves of surrogate pairs, and NUL."""
    return "\0" not in source and source.encode("utf-8", "replace").decode() == source


def _is_python(notebook: dict[str, Value]) -> bool:
    metadata = notebook.get("metadata")
    named = [
        _string(_member(_member(metadata, "language_info"), "name")),
        _string(_member(_member(metadata, "kernelspec"), "language")),
    ]
    return all(name is None or name.lower() in _PYTHON for name in named)


def _is_python_cell(cell: Value) -> bool:
    named = [
        _string(_member(cell, "language")),
        _string(_member(_member(_member(cell, "metadata"), "vscode"), "languageId")),
    ]
    return all(name is None or name.lower() in _PYTHON for name in named)


def _cell_text(value: Value) -> CellText | None:
    if isinstance(value, Text):
        return CellText((value,), is_list=False)
    if isinstance(value, list):
        parts = tuple(part for part in value if isinstance(part, Text))
        return CellText(parts, is_list=True) if len(parts) == len(value) else None
    return None


def _items(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []


def _member(value: Value, key: str) -> Value:
    return value.get(key) if isinstance(value, dict) else None


def _string(value: Value) -> str | None:
    return value.value if isinstance(value, Text) else None
