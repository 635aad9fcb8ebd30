"""The texts that are open in the editor, as it has them, saved or not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast
from urllib.parse import unquote

from lsprotocol import types
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import to_fs_path

from netfix.lsp.positions import Positions

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from typing import Any

_SUFFIXES = (".py", ".pyw", ".pyi")


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
        """Its path on disk; of a text that was never saved, the name that the editor gives it."""
        path = to_fs_path(self.uri) if self.uri.startswith("file:") else None
        return path or unquote(self.uri.partition(":")[2])

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


class Protocol(LanguageServerProtocol):
    """pygls' protocol without its own copy of the texts, for which it would have to understand positions."""

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> Generator[Any, Any, None]:
        """Hand the change on and do nothing else."""
        handlers = cast("dict[str, object]", self.fm.features)  # pyright: ignore[reportUnknownMemberType]
        yield handlers[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None
