"""When a text is looked at: after it was opened, and when typing has paused; what was found, and for which version."""

from __future__ import annotations

import asyncio
import logging
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

    from netfix.lsp.documents import Document, Whole
    from netfix.lsp.server import NetfixServer

_LOG = logging.getLogger(__name__)
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

    def start(self, whole: Whole, *, after_typing: bool = False) -> None:
        """Look at a text as it is now; a look at what it was before is given up."""
        self._stop(whole)
        if whole.is_python:
            coroutine = self._look(whole, _PAUSE_SECONDS if after_typing else 0)
            task = asyncio.get_running_loop().create_task(coroutine)
            self._looks[whole.uri] = _Look(task, whole.version)

    def start_again(self, wholes: Iterable[Whole]) -> None:
        """Look at all texts again, because the settings may be others."""
        self._told.clear()
        for whole in tuple(wholes):
            self.start(whole)

    def forget(self, whole: Whole) -> None:
        """Stop looking at a text that was closed, and take its diagnostics away."""
        self._stop(whole)
        for part in whole.parts:
            self.clear(part)

    def clear(self, part: Document) -> None:
        """Take the diagnostics of a text away."""
        self._publish(part, [], None)

    def close(self) -> None:
        """Stop everything."""
        for look in self._looks.values():
            look.task.cancel()
        self.analyst.close()

    async def report(self, whole: Whole) -> Report | None:
        """Give what was found in the text as it is now, as soon as it is known; None if it changes before."""
        look = self._looks.get(whole.uri)
        if look is None:
            return None
        await asyncio.wait({look.task})
        return look.report if look.version == whole.version else None

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

    def _stop(self, whole: Whole) -> None:
        look = self._looks.pop(whole.uri, None)
        if look is not None:
            look.task.cancel()

    async def _look(self, whole: Whole, pause: float) -> None:
        """Look at a text, unless somebody types on meanwhile: then this is cancelled."""
        await asyncio.sleep(pause)
        parts = [(part, part.version) for part in whole.parts]
        wishes = await self.wishes(whole.uri)
        try:
            report = await self.analyst.run(lint, whole.path, whole.content, wishes)
        except (TookTooLong, WorkerDied) as error:
            report = Report(failure=Failed(whole.path, None, f"given up: {error}"))
        except Exception as error:  # noqa: BLE001 - logged; the editor must hear of it, or it would wait for ever
            _LOG.exception("%s could not be looked at", whole.path)
            reason = f"not looked at because of a bug in netfix: {type(error).__name__}: {error}"
            report = Report(failure=Failed(whole.path, None, reason))
        if report.complaint:
            self._tell(report.complaint)
        self._looks[whole.uri].report = report
        for part, version in parts:
            self._publish(part, diagnostics(whole, part, report), version)

    def _publish(self, part: Document, found: list[types.Diagnostic], version: int | None) -> None:
        params = types.PublishDiagnosticsParams(part.uri, found, version)
        self._server.text_document_publish_diagnostics(params)

    def _tell(self, complaint: str) -> None:
        """Show a complaint about the settings, once, and not with every key that is pressed."""
        if complaint not in self._told:
            self._told.add(complaint)
            self._server.window_show_message(types.ShowMessageParams(types.MessageType.Warning, f"netfix: {complaint}"))
