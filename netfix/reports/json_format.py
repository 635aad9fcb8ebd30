"""Findings as JSON, for machines: the shape is given by docs/findings.schema.json."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netfix.engine.results import Located


def as_json(findings: Iterable[Located]) -> str:
    """Give a JSON list with one object a finding; edits are in character offsets of the file's decoded text."""
    return json.dumps([_object(finding) for finding in findings], indent=2)


def _object(finding: Located) -> dict[str, object]:
    return {
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "codemod": finding.codemod,
        "safety": finding.safety.value,
        "message": finding.message,
        "edits": [{"start": edit.start, "end": edit.end, "replacement": edit.replacement} for edit in finding.edits],
    }
