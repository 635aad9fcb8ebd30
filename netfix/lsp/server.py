"""The server: what the editor tells and asks, and which part of netfix answers."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from netfix import __version__
from netfix.lsp import actions, hover, notebooks
from netfix.lsp.documents import Document, Notebook, Protocol
from netfix.lsp.lint import fix_all, ignored, use_plugins
from netfix.lsp.linter import Linter
from netfix.lsp.settings import SECTION, members
from netfix.plugins.errors import PluginError

if TYPE_CHECKING:
    from collections.abc import Callable

    from netfix.lsp.documents import Whole
    from netfix.lsp.lint import Wishes
    from netfix.lsp.texts import Content

_CONFIGURATION_FILES = ("**/pyproject.toml", "**/netfix.toml")


class NetfixServer(LanguageServer):
    """The server of one editor, with the texts that are open in it."""

    def __init__(self) -> None:
        super().__init__(  # pyright: ignore[reportUnknownMemberType]
            "netfix", __version__, notebook_document_sync=notebooks.SYNC, protocol_cls=Protocol
        )
        #: Open texts, those of cells among them, and open notebooks, by their URIs.
        self.documents: dict[str, Document] = {}
        self.notebooks: dict[str, Notebook] = {}
        self.linter = Linter(self)

    def open(self, item: types.TextDocumentItem) -> Document:
        """Take note of a text."""
        document = Document(item.uri, item.language_id, item.version, item.text, self.encoding)
        self.documents[item.uri] = document
        return document

    def whole(self, uri: str) -> Whole | None:
        """Give what a text is looked at with: of a cell, its notebook; of any other, itself."""
        in_notebook = (each for each in self.notebooks.values() if any(cell.uri == uri for cell in each.cells))
        return next(in_notebook, self.notebooks.get(uri) or self.documents.get(uri))

    def wholes(self) -> list[Whole]:
        """Give all that is looked at."""
        cells = {cell.uri for notebook in self.notebooks.values() for cell in notebook.cells}
        alone = (document for uri, document in self.documents.items() if uri not in cells)
        return [*alone, *self.notebooks.values()]

    @property
    def encoding(self) -> str:
        """In what positions count: pygls agrees with the editor on the first that both know."""
        encoding = self.workspace.position_encoding
        return encoding.value if isinstance(encoding, types.PositionEncodingKind) else encoding or "utf-16"

    @property
    def versions_edits(self) -> bool:
        """Whether the editor takes edits that say of which version of a text they are."""
        workspace = self.client_capabilities.workspace
        edits = workspace and workspace.workspace_edit
        return bool(edits and edits.document_changes)

    @property
    def resolves_edits(self) -> bool:
        """Whether the editor asks for an action's edit when it is chosen."""
        text = self.client_capabilities.text_document
        action = text and text.code_action
        resolve = action and action.resolve_support
        return bool(resolve and "edit" in resolve.properties and action and action.data_support)

    async def edit(
        self, whole: Whole, function: Callable[..., Content | None], wishes: Wishes, *args: object
    ) -> types.WorkspaceEdit | None:
        """Give the edit that makes of a text what a function of `lint` does; None if it does nothing, or comes late."""
        version = whole.version
        after = await self.linter.analyst.run(function, whole.path, whole.content, wishes, *args)
        if after is None or whole.version != version:
            return None
        return actions.workspace_edit(actions.rewritten(whole, after), versioned=self.versions_edits)

    async def resolved(self, action: types.CodeAction) -> types.CodeAction:
        """Give an action with its edit, if the text is still the one for which it was offered."""
        data = members(action.data)
        whole = self.whole(str(data.get("uri")))
        if whole is not None and whole.version == data.get("version"):
            wishes = await self.linter.wishes(whole.uri)
            if "key" in data:
                key = tuple(cast("tuple[str, int, int]", data["key"]))
                action.edit = await self.edit(whole, ignored, wishes, key)
            else:
                action.edit = await self.edit(whole, fix_all, wishes)
        return action

    async def apply_everything(self, uri: str, *, unsafe: bool) -> None:
        """Do what the commands say."""
        whole = self.whole(uri)
        if whole is None:
            return
        wishes = await self.linter.wishes(whole.uri)
        wishes = replace(wishes, unsafe=True) if unsafe else wishes
        edit = await self.edit(whole, fix_all, wishes)
        if edit is not None:
            label = "netfix: fix all" if unsafe else "netfix: fix all safe problems"
            await self.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit, label))


def _opened(ls: NetfixServer, params: types.DidOpenTextDocumentParams) -> None:
    ls.linter.start(ls.open(params.text_document))


def _changed(ls: NetfixServer, params: types.DidChangeTextDocumentParams) -> None:
    document = ls.documents[params.text_document.uri]
    document.change(params.content_changes, params.text_document.version)
    ls.linter.start(document, after_typing=True)


def _closed(ls: NetfixServer, params: types.DidCloseTextDocumentParams) -> None:
    document = ls.documents.pop(params.text_document.uri, None)
    if document is not None:
        ls.linter.forget(document)


async def _code_actions(ls: NetfixServer, params: types.CodeActionParams) -> list[types.CodeAction] | None:
    part, whole = ls.documents.get(params.text_document.uri), ls.whole(params.text_document.uri)
    if part is None or whole is None:
        return None
    only = params.context.only
    found: list[types.CodeAction] = []
    later: list[types.CodeAction] = []
    if actions.wants(only, types.CodeActionKind.QuickFix.value):
        report = await ls.linter.report(whole)
        if report is not None:
            touched = actions.at(part, report.of(whole.number(part)), params.range)
            alone = [finding for finding in touched if finding.codemod not in report.together]
            found += actions.repairs(whole, part, alone, versioned=ls.versions_edits)
            later += (actions.ignore(whole, part, finding) for finding in touched)
    if whole.is_python and actions.wants(only, actions.FIX_ALL_KIND):
        later.append(actions.fix_all(whole, part))
    if not ls.resolves_edits:
        later = [action for action in [await ls.resolved(action) for action in later] if action.edit is not None]
    return found + later


async def _resolve(ls: NetfixServer, action: types.CodeAction) -> types.CodeAction:
    resolved = await ls.resolved(action)
    resolved.edit = resolved.edit or types.WorkspaceEdit(changes={})
    return resolved


async def _hover(ls: NetfixServer, params: types.HoverParams) -> types.Hover | None:
    part, whole = ls.documents.get(params.text_document.uri), ls.whole(params.text_document.uri)
    report = await ls.linter.report(whole) if whole is not None else None
    if part is None or whole is None or report is None:
        return None
    found = actions.at(part, report.of(whole.number(part)), types.Range(params.position, params.position))
    if not found:
        return None
    text = ls.client_capabilities.text_document
    formats = (text and text.hover and text.hover.content_format) or []
    markdown = types.MarkupKind.Markdown in formats or not formats
    kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
    content = types.MarkupContent(kind, hover.page(found, markdown=markdown))
    return types.Hover(content, part.positions.located(found[0]))


async def _initialized(ls: NetfixServer, _params: types.InitializedParams) -> None:
    """Ask the editor to tell when its settings change, or a file does that has netfix's."""
    workspace = ls.client_capabilities.workspace
    wanted: list[types.Registration] = []
    if workspace and workspace.did_change_configuration and workspace.did_change_configuration.dynamic_registration:
        method = types.WORKSPACE_DID_CHANGE_CONFIGURATION
        options = types.DidChangeConfigurationRegistrationOptions(section="netfix")
        wanted.append(types.Registration("netfix-settings", method, options))
    if workspace and workspace.did_change_watched_files and workspace.did_change_watched_files.dynamic_registration:
        watchers = [types.FileSystemWatcher(pattern) for pattern in _CONFIGURATION_FILES]
        watched = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        wanted.append(types.Registration("netfix-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, watched))
    if wanted:
        await ls.client_register_capability_async(types.RegistrationParams(wanted))


def _initialize(ls: NetfixServer, params: types.InitializeParams) -> None:
    ls.linter.configure(params.initialization_options)


def _settings_changed(ls: NetfixServer, params: types.DidChangeConfigurationParams) -> None:
    pushed = members(params.settings)
    ls.linter.settings = pushed.get(SECTION, ls.linter.settings)
    ls.linter.start_again(ls.wholes())


def _files_changed(ls: NetfixServer, _params: types.DidChangeWatchedFilesParams) -> None:
    ls.linter.start_again(ls.wholes())


def _shutdown(ls: NetfixServer, _params: None) -> None:
    ls.linter.close()


async def _fix_all(ls: NetfixServer, uri: str) -> None:
    await ls.apply_everything(uri, unsafe=False)


async def _fix_all_unsafe(ls: NetfixServer, uri: str) -> None:
    await ls.apply_everything(uri, unsafe=True)


def make_server() -> NetfixServer:
    """Give a server that knows what to do with every message it takes."""
    with contextlib.suppress(PluginError):  # it will be told of by whoever looks at a text
        use_plugins()
    server = NetfixServer()
    kinds = [types.CodeActionKind.QuickFix, actions.FIX_ALL_KIND]
    code_actions = types.CodeActionOptions(code_action_kinds=kinds, resolve_provider=True)
    server.feature(types.INITIALIZE)(_initialize)
    server.feature(types.INITIALIZED)(_initialized)
    server.feature(types.SHUTDOWN)(_shutdown)
    server.feature(types.TEXT_DOCUMENT_DID_OPEN)(_opened)
    server.feature(types.TEXT_DOCUMENT_DID_CHANGE)(_changed)
    server.feature(types.TEXT_DOCUMENT_DID_CLOSE)(_closed)
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, code_actions)(_code_actions)
    server.feature(types.CODE_ACTION_RESOLVE)(_resolve)
    server.feature(types.TEXT_DOCUMENT_HOVER)(_hover)
    server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)(_settings_changed)
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(_files_changed)
    server.feature(types.NOTEBOOK_DOCUMENT_DID_OPEN)(notebooks.opened)
    server.feature(types.NOTEBOOK_DOCUMENT_DID_CHANGE)(notebooks.changed)
    server.feature(types.NOTEBOOK_DOCUMENT_DID_CLOSE)(notebooks.closed)
    server.command(actions.FIX_ALL)(_fix_all)
    server.command(actions.FIX_ALL_UNSAFE)(_fix_all_unsafe)
    return server
