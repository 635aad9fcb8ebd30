"""When a text is looked at: after it was opened, and when typing has paused; what was found, and for which version."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lsprotocol import types

from netfix.engine.results import Failed
from netfix.engine.workers import TookTooLong, WorkerDied
from netfix.lsp.analyst import Analyst
from netfix.lsp.diagnostics import diagnostics
from netfix.lsp.lint import Report, Wishes, lint, warm_up
from netfix.lsp.settings import SECTION, members, wishes_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netfix.lsp.documents import Document
    from netfix.lsp.server import NetfixServer

#: How long typing must pause, in seconds. Below a quarter of a second every word would be looked at half written.
_PAUSE_SECONDS = 0.25
#: What one text may take, in seconds: as long as anybody would wait for it.
_TIMEOUT_SECONDS = 20.0


@dataclass(slots=True)
class _Look:
    """One look at a text: its task, the version it is about, and what came out."""

    task: asyncio.Task[None]
    version: int
    report: Report | None = None


class Linter:
    """Looks at the open texts, one look a text at a time."""

    def __init__(self, server: NetfixServer) -> None:
        """Serve a server. No process is started before the first text is opened."""
        self._server = server
        self.analyst = Analyst(_TIMEOUT_SECONDS, warm_up=warm_up)
        #: The settings that the editor sent by itself.
        self.settings: object = None
        self._looks: dict[str, _Look] = {}
        self._told: set[str] = set()

    def configure(self, options: object) -> None:
        """Take over what the editor said when it started the server: settings, and how long a text may take."""
        said = members(options)
        timeout = said.pop("timeout", None)
        self.settings = said.get("settings", said or None)
        if isinstance(timeout, int | float) and timeout > 0:
            self.analyst = Analyst(timeout, warm_up=warm_up)

    def start(self, document: Document, *, after_typing: bool = False) -> None:
        """Look at a text as it is now; a look at what it was before is given up."""
        self._stop(document)
        if document.is_python:
            coroutine = self._look(document, _PAUSE_SECONDS if after_typing else 0)
            task = asyncio.get_running_loop().create_task(coroutine)
            self._looks[document.uri] = _Look(task, document.version)

    def start_again(self, documents: Iterable[Document]) -> None:
        """Look at all texts again, because the settings may be others."""
        self._told.clear()
        for document in tuple(documents):
            self.start(document)

    def forget(self, document: Document) -> None:
        """Stop looking at a text that was closed, and take its diagnostics away."""
        self._stop(document)
        self._publish(document, [], None)

    def close(self) -> None:
        """Stop everything."""
        for look in self._looks.values():
            look.task.cancel()
        self.analyst.close()

    async def report(self, document: Document) -> Report | None:
        """Give what was found in the text as it is now, as soon as it is known; None if it changes before."""
        look = self._looks.get(document.uri)
        if look is None:
            return None
        await asyncio.wait({look.task})
        return look.report if look.version == document.version else None

    async def wishes(self, uri: str) -> Wishes:
        """Give what the editor's settings say of a text."""
        workspace = self._server.client_capabilities.workspace
        section = self.settings
        if workspace and workspace.configuration:
            item = types.ConfigurationItem(scope_uri=uri, section=SECTION)
            answered = await self._server.workspace_configuration_async(types.ConfigurationParams([item]))
            section = answered[0] if answered and answered[0] is not None else section
        wishes, complaints = wishes_of(section)
        for complaint in complaints:
            self._tell(complaint)
        return wishes

    def _stop(self, document: Document) -> None:
        look = self._looks.pop(document.uri, None)
        if look is not None:
            look.task.cancel()

    async def _look(self, document: Document, pause: float) -> None:
        """Look at a text, unless somebody types on meanwhile: then this is cancelled."""
        await asyncio.sleep(pause)
        version = document.version
        wishes = await self.wishes(document.uri)
        try:
            report = await self.analyst.run(lint, document.path, document.text, wishes)
        except (TookTooLong, WorkerDied) as error:
            report = Report(failure=Failed(document.path, None, f"given up: {error}"))
        if report.complaint:
            self._tell(report.complaint)
        self._looks[document.uri].report = report
        self._publish(document, diagnostics(document, report), version)

    def _publish(self, document: Document, found: list[types.Diagnostic], version: int | None) -> None:
        params = types.PublishDiagnosticsParams(document.uri, found, version)
        self._server.text_document_publish_diagnostics(params)

    def _tell(self, complaint: str) -> None:
        """Show a complaint about the settings, once, and not with every key that is pressed."""
        if complaint not in self._told:
            self._told.add(complaint)
            self._server.window_show_message(types.ShowMessageParams(types.MessageType.Warning, f"netfix: {complaint}"))
