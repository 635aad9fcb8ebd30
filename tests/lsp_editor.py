"""An editor for tests: it starts the language server, speaks with it over pipes and remembers what it is told."""

from __future__ import annotations

import asyncio
import re
import sys
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterable

    from typing_extensions import Self

#: Long enough for any machine; a test that waits so long has failed.
_PATIENCE_SECONDS = 120
_CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


def run(scenario: Coroutine[Any, Any, None]) -> None:
    """Let an editor do something."""
    asyncio.run(asyncio.wait_for(scenario, _PATIENCE_SECONDS))


def capabilities(
    *, resolves: bool = True, versions: bool = True, encodings: Iterable[str] = (), configuration: bool = False
) -> types.ClientCapabilities:
    """Give what an editor says that it can."""
    resolve = types.ClientCodeActionResolveOptions(["edit"]) if resolves else None
    action = types.CodeActionClientCapabilities(resolve_support=resolve, data_support=resolves)
    hover = types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown])
    dynamic = types.DidChangeConfigurationClientCapabilities(dynamic_registration=True)
    watched = types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
    return types.ClientCapabilities(
        text_document=types.TextDocumentClientCapabilities(code_action=action, hover=hover),
        workspace=types.WorkspaceClientCapabilities(
            workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=versions),
            configuration=configuration,
            did_change_configuration=dynamic if configuration else None,
            did_change_watched_files=watched if configuration else None,
        ),
        general=types.GeneralClientCapabilities(position_encodings=list(encodings) or None),
    )


class Editor:
    """An editor with a server of its own; use it as an asynchronous context manager."""

    def __init__(
        self, can: types.ClientCapabilities | None = None, *, options: Any = None, settings: Any = None
    ) -> None:
        self.client = LanguageClient("editor", "1")
        self.can = can or capabilities()
        self.options = options
        self.settings = settings
        self.encoding = "utf-16"
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        #: All that was published, in order.
        self.published: list[types.PublishDiagnosticsParams] = []
        self.messages: list[str] = []
        self.registered: list[str] = []
        self._news = asyncio.Event()
        self._listen()

    async def __aenter__(self) -> Self:
        command = (sys.executable, "-m", "netfix.lsp", "--stdio")
        await self.client.start_io(*command)  # pyright: ignore[reportUnknownMemberType]
        params = types.InitializeParams(capabilities=self.can, initialization_options=self.options)
        self.server = await self.client.initialize_async(params)
        encoding = self.server.capabilities.position_encoding
        self.encoding = getattr(encoding, "value", encoding) or "utf-16"
        self.client.initialized(types.InitializedParams())
        return self

    async def __aexit__(self, *_: object) -> None:
        process = self.client._server  # noqa: SLF001 - pygls has no other way to it
        assert process is not None
        assert process.stderr is not None
        if process.returncode is None:
            await self.client.shutdown_async(None)
            self.client.exit(None)
        said = (await process.stderr.read()).decode()
        code = await process.wait()
        await self.client.stop()  # type: ignore[no-untyped-call]
        assert "Traceback" not in said, said
        assert code == 0, said

    def _listen(self) -> None:
        """Say what is done with each message that is not an answer."""

        def published(params: types.PublishDiagnosticsParams) -> None:
            self.published.append(params)
            self._news.set()

        def edit(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
            self.apply(params.edit)
            return types.ApplyWorkspaceEditResult(applied=True)

        def configuration(params: types.ConfigurationParams) -> list[Any]:
            return [self.settings for _ in params.items]

        def registered(params: types.RegistrationParams) -> None:
            self.registered.extend(each.method for each in params.registrations)

        def message(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)
            self._news.set()

        feature = self.client.feature
        feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(published)
        feature(types.WORKSPACE_APPLY_EDIT)(edit)
        feature(types.WORKSPACE_CONFIGURATION)(configuration)
        feature(types.CLIENT_REGISTER_CAPABILITY)(registered)
        feature(types.WINDOW_SHOW_MESSAGE)(message)

    async def until(self, condition: Any) -> None:
        """Wait for something that comes with a message."""
        while not condition():
            self._news.clear()
            await self._news.wait()

    def open(self, text: str, uri: str = "file:///example/a.py", language: str = "python") -> str:
        """Open a text."""
        self.texts[uri], self.versions[uri] = text, 1
        item = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def type(self, uri: str, place: types.Range | None, text: str) -> None:
        """Replace a range, or all, of a text."""
        self.versions[uri] += 1
        identifier = types.VersionedTextDocumentIdentifier(self.versions[uri], uri)
        change: types.TextDocumentContentChangeEvent
        if place is None:
            change = types.TextDocumentContentChangeWholeDocument(text)
            self.texts[uri] = text
        else:
            change = types.TextDocumentContentChangePartial(place, text)
            self.texts[uri] = edited(self.texts[uri], [types.TextEdit(place, text)], self.encoding)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [change]))

    def close(self, uri: str) -> None:
        """Close a text."""
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))

    async def diagnostics(self, uri: str) -> list[types.Diagnostic]:
        """Give what is shown in a text as it is, as soon as that is known."""

        def of_this_version() -> list[types.PublishDiagnosticsParams]:
            version = self.versions[uri]
            return [params for params in self.published if params.uri == uri and params.version == version]

        await self.until(of_this_version)
        return list(of_this_version()[-1].diagnostics)

    async def actions(self, uri: str, place: types.Range, *only: str) -> list[types.CodeAction]:
        """Ask for code actions."""
        context = types.CodeActionContext([], list(only) or None)
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), place, context)
        found = await self.client.text_document_code_action_async(params)
        return [action for action in found or [] if isinstance(action, types.CodeAction)]

    async def hover(self, uri: str, position: types.Position) -> types.Hover | None:
        """Point at a place."""
        return await self.client.text_document_hover_async(
            types.HoverParams(types.TextDocumentIdentifier(uri), position)
        )

    async def choose(self, action: types.CodeAction) -> None:
        """Do what an action says."""
        if action.edit is None:
            action = await self.client.code_action_resolve_async(action)
        assert action.edit is not None
        self.apply(action.edit)

    def apply(self, edit: types.WorkspaceEdit) -> None:
        """Make an edit, unless it is of another version, and tell the server."""
        for change in edit.document_changes or []:
            assert isinstance(change, types.TextDocumentEdit)
            uri = change.text_document.uri
            assert change.text_document.version == self.versions[uri]
            self.type(uri, None, edited(self.texts[uri], change.edits, self.encoding))
        for uri, edits in (edit.changes or {}).items():
            self.type(uri, None, edited(self.texts[uri], edits, self.encoding))


def edited(text: str, edits: Iterable[Any], encoding: str) -> str:
    """Make edits of a text, as the protocol says: all are about the text as it was."""
    spans = sorted(
        (_offset(text, edit.range.start, encoding), _offset(text, edit.range.end, encoding), at, edit.new_text)
        for at, edit in enumerate(edits)
    )
    for start, end, _, new in reversed(spans):
        text = text[:start] + new + text[end:]
    return text


def _offset(text: str, position: types.Position, encoding: str) -> int:
    starts = [0, *(newline.end() for newline in re.finditer(r"\r\n|\r|\n", text))]
    start = starts[position.line] if position.line < len(starts) else len(text)
    codec, width = _CODECS[encoding]
    line = re.split(r"[\r\n]", text[start:], maxsplit=1)[0]
    return start + len(line.encode(codec)[: position.character * width].decode(codec))


def at(text: str, words: str, encoding: str = "utf-16") -> types.Range:
    """Give the range of words in a text."""
    codec, width = _CODECS[encoding]

    def place(offset: int) -> types.Position:
        lines = re.split(r"\r\n|\r|\n", text[:offset])
        return types.Position(len(lines) - 1, len(lines[-1].encode(codec)) // width)

    start = text.index(words)
    return types.Range(place(start), place(start + len(words)))
