"""Findings as a GitLab code quality report, which merge requests show as a difference to their target.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format gives the shape. A finding is the same
finding as long as its fingerprint is, so fingerprints do not depend on line numbers.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from netfix.engine.results import Failed
from netfix.reports.fingerprints import fingerprint, fingerprints
from netfix.reports.json_format import json_list
from netfix.reports.report import in_file, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netfix.engine.results import Result
    from netfix.reports.report import Run


def render(results: Iterable[Result], run: Run) -> Iterator[str]:
    """Give a JSON list with an object for each finding and each file that could not be processed.

    Paths are relative to the project, where GitLab looks for them.
    """
    project = run._replace(root=os.environ.get("CI_PROJECT_DIR", run.root))
    yield from json_list(issue for result in results for issue in _issues(result, project.path(result.path)))


def _issues(result: Result, path: str) -> Iterator[dict[str, object]]:
    """Give the issues of a file; that it cannot be processed is worse than anything that may stand in it."""
    if isinstance(result, Failed):
        line = result.line or 1
        place = (line, 1, line, 1)
        yield _issue(
            path, place, check="error", description=result.reason, severity="critical", name=fingerprint(path, "error")
        )
        return
    for finding, name in zip(result.findings, fingerprints(path, result.findings, text_of(result)), strict=True):
        placed = in_file(finding)
        place = (placed.line, placed.column, placed.end_line, placed.end_column)
        yield _issue(path, place, check=finding.codemod, description=placed.message, severity="minor", name=name)


def _issue(
    path: str, place: tuple[int, int, int, int], *, check: str, description: str, severity: str, name: str
) -> dict[str, object]:
    line, column, end_line, end_column = place
    return {
        "description": description,
        "check_name": check,
        "fingerprint": name,
        "severity": severity,
        "location": {
            "path": path,
            "lines": {"begin": line, "end": end_line},
            "positions": {
                "begin": {"line": line, "column": column},
                "end": {"line": end_line, "column": end_column},
            },
        },
    }
