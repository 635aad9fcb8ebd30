"""Reports of several runs as one: what `--output-format json` and `json-lines` have written is read again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netfix.engine.dialect import Dialect
from netfix.engine.edits import Edit
from netfix.engine.findings import Safety
from netfix.engine.results import Failed, Located, Processed, Result

if TYPE_CHECKING:
    from collections.abc import Iterable


class NotAReport(Exception):
    """A file that is no JSON report of netfix; the message names the file and, where there is one, the line."""


def merged(paths: Iterable[str]) -> list[Result]:
    """Give the results that the reports tell of, by file; what several of them tell counts once. Raises NotAReport."""
    found: dict[str, dict[Located, None]] = {}
    failed: dict[Failed, None] = {}
    for path in paths:
        for number, entry in enumerate(_entries(path), 1):
            try:
                item = _failed(entry) if "error" in entry else _located(entry)
            except (KeyError, TypeError, ValueError) as error:
                raise NotAReport(f"{path}: entry {number} is no finding of netfix: {error!r}") from error
            if isinstance(item, Failed):
                failed[item] = None
            else:
                found.setdefault(item.path, {})[item] = None
    results: list[Result] = [
        Processed(path, Dialect.PYTHON3, Dialect.PYTHON3, tuple(sorted(findings, key=_place)))
        for path, findings in found.items()
    ]
    return sorted([*results, *failed], key=lambda result: result.path)


def with_text(result: Result) -> Result:
    """Give a result together with its file's bytes, for formats that show places in them; as it is if there is none."""
    if isinstance(result, Failed):
        return result
    try:
        data = Path(result.path).read_bytes()
    except OSError:
        return result
    return Processed(result.path, result.dialect, result.dialect_after, result.findings, before=data)


def _entries(path: str) -> list[dict[str, Any]]:
    try:
        text = Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NotAReport(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    try:
        entries = json.loads(text) if text.lstrip().startswith("[") else list(map(json.loads, text.splitlines()))
    except ValueError as error:
        raise NotAReport(f"{path}: is no JSON: {error}") from error
    if not all(isinstance(entry, dict) for entry in entries):
        raise NotAReport(f"{path}: is no report of netfix, whose entries are objects")
    return entries


def _failed(entry: dict[str, Any]) -> Failed:
    return Failed(str(entry["path"]), entry["line"], str(entry["error"]), entry.get("cell"))


def _located(entry: dict[str, Any]) -> Located:
    edits = tuple(Edit(int(each["start"]), int(each["end"]), str(each["replacement"])) for each in entry["edits"])
    return Located(
        path=str(entry["path"]),
        line=int(entry["line"]),
        column=int(entry["column"]),
        end_line=int(entry["end_line"]),
        end_column=int(entry["end_column"]),
        codemod=str(entry["codemod"]),
        safety=Safety(entry["safety"]),
        message=str(entry["message"]),
        edits=edits,
        cell=entry.get("cell"),
    )


def _place(finding: Located) -> tuple[int, int, int, str]:
    return finding.cell or 0, finding.line, finding.column, finding.codemod
