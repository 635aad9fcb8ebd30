"""The texts that are open in the editor, as it has them, saved or not."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias, cast
from urllib.parse import unquote

from lsprotocol import types
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import to_fs_path

from netfix.lsp.positions import Positions
from netfix.lsp.texts import cell_starts

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from typing import Any

    from netfix.engine.edits import Edit
    from netfix.lsp.texts import Content

#: What netfix looks at as a whole.
Whole: TypeAlias = "Document | Notebook"

_SUFFIXES = (".py", ".pyw", ".pyi")


def path_of(uri: str) -> str:
    """Give the path on disk that a URI means; of a text that was never saved, the name that the editor gives it."""
    path = to_fs_path(uri) if uri.startswith("file:") else None
    return path or unquote(uri.partition(":")[2])


@dataclass(slots=True)
class Document:
    """An open text. `version` is the editor's count of its changes; `encoding` that in which positions count."""

    uri: str
    language: str
    version: int
    text: str
    encoding: str
    _positions: Positions | None = field(default=None, init=False, repr=False)

    @property
    def path(self) -> str:
        """Its path."""
        return path_of(self.uri)

    @property
    def parts(self) -> list[Document]:
        """The texts that it consists of, as a notebook does of cells."""
        return [self]

    @property
    def content(self) -> Content:
        """What is looked at."""
        return self.text

    def number(self, _part: Document) -> int | None:
        """Give the number under which findings speak of a part."""
        return None

    def per_part(self, edits: Iterable[Edit]) -> list[tuple[Document, list[Edit]]]:
        """Give edits as findings have them, for each part those of its text."""
        return [(self, list(edits))]

    @property
    def is_python(self) -> bool:
        """Whether the editor, or its name, says that it is Python."""
        return self.language.lower().startswith("python") or self.path.endswith(_SUFFIXES)

    @property
    def positions(self) -> Positions:
        """The positions of the text as it is."""
        if self._positions is None:
            self._positions = Positions(self.text, self.encoding)
        return self._positions

    def change(self, changes: Iterable[types.TextDocumentContentChangeEvent], version: int) -> None:
        """Take over what was typed: each change is about the text that those before it made."""
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                start, end = self.positions.offset(change.range.start), self.positions.offset(change.range.end)
                self.text = self.text[:start] + change.text + self.text[end:]
            else:
                self.text = change.text
            self._positions = None
        self.version = version


@dataclass(slots=True)
class Notebook:
    """An open notebook: its cells, in order, are open texts."""

    uri: str
    version: int
    cells: list[Document]

    @property
    def path(self) -> str:
        """Its path."""
        return path_of(self.uri)

    @property
    def is_python(self) -> bool:
        """Whether there is anything to look at."""
        return bool(self.parts)

    @property
    def parts(self) -> list[Document]:
        """Its Python cells."""
        return [cell for cell in self.cells if cell.is_python]

    @property
    def content(self) -> Content:
        """What is looked at."""
        return tuple(cell.text for cell in self.parts)

    def number(self, part: Document) -> int | None:
        """Give the number under which findings speak of a cell."""
        return 1 + [cell.uri for cell in self.parts].index(part.uri)

    def per_part(self, edits: Iterable[Edit]) -> list[tuple[Document, list[Edit]]]:
        """Give edits as findings have them, for each cell those of its text."""
        starts = cell_starts(tuple(cell.text for cell in self.parts))
        found: dict[int, list[Edit]] = {}
        for edit in edits:
            at = bisect_right(starts, edit.start) - 1
            moved = edit._replace(start=edit.start - starts[at], end=edit.end - starts[at])
            found.setdefault(at, []).append(moved)
        return [(self.parts[at], found[at]) for at in sorted(found)]


class Protocol(LanguageServerProtocol):
    """pygls' protocol without its own copy of the texts, for which it would have to understand positions."""

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> Generator[Any, Any, None]:
        """Hand the change on and do nothing else."""
        handlers = cast("dict[str, object]", self.fm.features)  # pyright: ignore[reportUnknownMemberType]
        yield handlers[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.NOTEBOOK_DOCUMENT_DID_CHANGE)
    def lsp_notebook_document__did_change(
        self, params: types.DidChangeNotebookDocumentParams
    ) -> Generator[Any, Any, None]:
        """Hand the change on and do nothing else."""
        handlers = cast("dict[str, object]", self.fm.features)  # pyright: ignore[reportUnknownMemberType]
        yield handlers[types.NOTEBOOK_DOCUMENT_DID_CHANGE], (params,), None
