"""What becomes of a look that fails."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, cast

from lsprotocol import types

from netfix.lsp.documents import Document
from netfix.lsp.linter import Linter

if TYPE_CHECKING:
    import pytest

    from netfix.lsp.server import NetfixServer


class _Server:
    """A server without an editor."""

    client_capabilities = types.ClientCapabilities()

    def __init__(self) -> None:
        self.published: list[types.PublishDiagnosticsParams] = []

    def text_document_publish_diagnostics(self, params: types.PublishDiagnosticsParams) -> None:
        self.published.append(params)


def test_a_bug_is_shown_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def scenario() -> None:
        async def fails(*_: Any) -> None:
            raise ValueError("oops")

        server = _Server()
        linter = Linter(cast("NetfixServer", server))
        linter.analyst.run = fails  # type: ignore[method-assign, assignment]
        document = Document("file:///a.py", "python", 1, "x = 1\n", "utf-16")
        linter.start(document)
        report = await linter.report(document)
        assert report is not None
        assert report.failure is not None
        ((shown,),) = (params.diagnostics for params in server.published)
        assert shown.message == "not looked at because of a bug in netfix: ValueError: oops"
        linter.close()

    asyncio.run(scenario())
    assert "could not be looked at" in caplog.text
