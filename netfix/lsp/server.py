"""The server: what the editor tells and asks, and which part of netfix answers."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from netfix import __version__
from netfix.lsp import actions, hover
from netfix.lsp.documents import Document, Protocol
from netfix.lsp.lint import fix_all, ignored, use_plugins
from netfix.lsp.linter import Linter
from netfix.lsp.settings import SECTION, members
from netfix.plugins.errors import PluginError

if TYPE_CHECKING:
    from collections.abc import Callable

    from netfix.lsp.lint import Wishes

_CONFIGURATION_FILES = ("**/pyproject.toml", "**/netfix.toml")


class NetfixServer(LanguageServer):
    """The server of one editor, with the texts that are open in it."""

    def __init__(self) -> None:
        super().__init__("netfix", __version__, protocol_cls=Protocol)  # pyright: ignore[reportUnknownMemberType]
        self.documents: dict[str, Document] = {}
        self.linter = Linter(self)

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
        self, document: Document, function: Callable[..., str | None], wishes: Wishes, *args: object
    ) -> types.WorkspaceEdit | None:
        """Give the edit that makes of a text what a function of `lint` does; None if it does nothing, or comes late."""
        version, text = document.version, document.text
        after = await self.linter.analyst.run(function, document.path, text, wishes, *args)
        if after is None or document.version != version:
            return None
        return actions.workspace_edit(document, actions.difference(text, after), versioned=self.versions_edits)

    async def resolved(self, action: types.CodeAction) -> types.CodeAction:
        """Give an action with its edit, if the text is still the one for which it was offered."""
        data = members(action.data)
        document = self.documents.get(str(data.get("uri")))
        if document is not None and document.version == data.get("version"):
            wishes = await self.linter.wishes(document.uri)
            if "key" in data:
                key = tuple(cast("tuple[str, int, int]", data["key"]))
                action.edit = await self.edit(document, ignored, wishes, key)
            else:
                action.edit = await self.edit(document, fix_all, wishes)
        return action

    async def apply_everything(self, uri: str, *, unsafe: bool) -> None:
        """Do what the commands say."""
        document = self.documents.get(uri)
        if document is None:
            return
        wishes = await self.linter.wishes(uri)
        wishes = replace(wishes, unsafe=True) if unsafe else wishes
        edit = await self.edit(document, fix_all, wishes)
        if edit is not None:
            label = "netfix: fix all" if unsafe else "netfix: fix all safe problems"
            await self.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit, label))


def _opened(ls: NetfixServer, params: types.DidOpenTextDocumentParams) -> None:
    item = params.text_document
    document = Document(item.uri, item.language_id, item.version, item.text, ls.encoding)
    ls.documents[item.uri] = document
    ls.linter.start(document)


def _changed(ls: NetfixServer, params: types.DidChangeTextDocumentParams) -> None:
    document = ls.documents[params.text_document.uri]
    document.change(params.content_changes, params.text_document.version)
    ls.linter.start(document, after_typing=True)


def _closed(ls: NetfixServer, params: types.DidCloseTextDocumentParams) -> None:
    document = ls.documents.pop(params.text_document.uri, None)
    if document is not None:
        ls.linter.forget(document)


async def _code_actions(ls: NetfixServer, params: types.CodeActionParams) -> list[types.CodeAction] | None:
    document = ls.documents.get(params.text_document.uri)
    if document is None:
        return None
    only = params.context.only
    found: list[types.CodeAction] = []
    later: list[types.CodeAction] = []
    if actions.wants(only, types.CodeActionKind.QuickFix.value):
        report = await ls.linter.report(document)
        if report is not None:
            touched = actions.at(document, report, params.range)
            found += actions.repairs(document, report, touched, versioned=ls.versions_edits)
            later += (actions.ignore(document, finding) for finding in touched)
    if document.is_python and actions.wants(only, actions.FIX_ALL_KIND):
        later.append(actions.fix_all(document))
    if not ls.resolves_edits:
        later = [action for action in [await ls.resolved(action) for action in later] if action.edit is not None]
    return found + later


async def _resolve(ls: NetfixServer, action: types.CodeAction) -> types.CodeAction:
    resolved = await ls.resolved(action)
    resolved.edit = resolved.edit or types.WorkspaceEdit(changes={})
    return resolved


async def _hover(ls: NetfixServer, params: types.HoverParams) -> types.Hover | None:
    document = ls.documents.get(params.text_document.uri)
    report = await ls.linter.report(document) if document is not None else None
    if document is None or report is None:
        return None
    found = actions.at(document, report, types.Range(params.position, params.position))
    if not found:
        return None
    text = ls.client_capabilities.text_document
    formats = (text and text.hover and text.hover.content_format) or []
    markdown = types.MarkupKind.Markdown in formats or not formats
    kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
    content = types.MarkupContent(kind, hover.page(found, markdown=markdown))
    return types.Hover(content, document.positions.located(found[0]))


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
    ls.linter.start_again(ls.documents.values())


def _files_changed(ls: NetfixServer, _params: types.DidChangeWatchedFilesParams) -> None:
    ls.linter.start_again(ls.documents.values())


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
    server.command(actions.FIX_ALL)(_fix_all)
    server.command(actions.FIX_ALL_UNSAFE)(_fix_all_unsafe)
    return server
