"""Findings as workflow commands, which GitHub Actions shows beside the changed lines.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands gives the commands and their escapes.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from netfix.engine.results import Failed
from netfix.reports.report import in_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netfix.engine.results import Located, Result
    from netfix.reports.report import Run

#: What a command is told besides its message.
Properties = dict[str, str | int]


def render(results: Iterable[Result], run: Run) -> Iterator[str]:
    """Give a command a line: a warning for a finding, an error for a file that could not be processed.

    Paths are relative to the workspace, where the runner looks for them.
    """
    workspace = run._replace(root=os.environ.get("GITHUB_WORKSPACE", run.root))
    for result in results:
        if isinstance(result, Failed):
            properties: Properties = {"title": "netfix", "file": workspace.path(result.path)}
            if result.line is not None:
                properties["line"] = result.line
            yield _command("error", properties, result.reason)
        else:
            path = workspace.path(result.path)
            yield from (_warning(in_file(finding), path) for finding in result.findings)


def _warning(finding: Located, path: str) -> str:
    title = f"netfix ({finding.codemod}, {finding.safety.value})"
    properties: Properties = {"title": title, "file": path, "line": finding.line, "endLine": finding.end_line}
    if finding.end_line == finding.line:
        # Columns are only taken with an annotation on one line.
        properties |= {"col": finding.column, "endColumn": finding.end_column}
    return _command("warning", properties, finding.message)


def _command(name: str, properties: Properties, message: str) -> str:
    given = ",".join(f"{key}={_escaped_property(str(value))}" for key, value in properties.items())
    return f"::{name} {given}::{_escaped(message)}\n"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
