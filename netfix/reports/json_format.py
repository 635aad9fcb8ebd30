"""Findings as JSON, for machines: one list, or one object a line. docs/findings.schema.json gives the shape."""

from __future__ import annotations

import json
from textwrap import indent
from typing import TYPE_CHECKING

from netfix.engine.results import Failed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netfix.engine.results import Located, Result
    from netfix.reports.report import Run


def render(results: Iterable[Result], _run: Run) -> Iterator[str]:
    """Give a JSON list with an object for each finding and each file that could not be processed."""
    yield from json_list(entry for result in results for entry in entries(result))


def render_lines(results: Iterable[Result], _run: Run) -> Iterator[str]:
    """Give the same objects one a line (https://jsonlines.org), so that each can be read as soon as it is there."""
    for result in results:
        for entry in entries(result):
            yield json.dumps(entry) + "\n"


def entries(result: Result) -> list[dict[str, object]]:
    """Give the objects of a file."""
    if isinstance(result, Failed):
        return [{"path": result.path, **_cell(result), "line": result.line, "error": result.reason}]
    return [as_object(finding) for finding in result.findings]


def _cell(of: Located | Failed) -> dict[str, object]:
    """Give the number of a notebook's cell; elsewhere there is none to give."""
    return {} if of.cell is None else {"cell": of.cell}


def as_object(finding: Located) -> dict[str, object]:
    """Give a finding as an object; edits are in character offsets of the file's decoded text."""
    return {
        "path": finding.path,
        **_cell(finding),
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "codemod": finding.codemod,
        "safety": finding.safety.value,
        "message": finding.message,
        "edits": [{"start": edit.start, "end": edit.end, "replacement": edit.replacement} for edit in finding.edits],
    }


def json_list(items: Iterable[object]) -> Iterator[str]:
    """Give a JSON list item by item, as `json.dumps(…, indent=2)` would write it whole."""
    opened = False
    for item in items:
        yield (",\n" if opened else "[\n") + indent(json.dumps(item, indent=2), "  ")
        opened = True
    yield "\n]\n" if opened else "[]\n"
