"""Findings as SARIF 2.1.0, which code scanning, IDEs and dashboards read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html is the standard. Columns count code points, and lines
end where CPython ends them; both are stated in the report. Each finding with a rewrite carries it as a fix. What stands
in the report before it is known is what the standard allows to stand last: the rules, and the files that failed.
"""

from __future__ import annotations

import json
from textwrap import indent
from typing import TYPE_CHECKING

from netfix import __version__
from netfix.engine.lines import Lines
from netfix.engine.results import Failed
from netfix.reports.fingerprints import fingerprints
from netfix.reports.report import in_file, text_of, without_surrogates
from netfix.reports.rules import documentation, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netfix.engine.results import Located, Processed, Result
    from netfix.reports.report import Run

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_BASE = "%SRCROOT%"
#: An object of SARIF, ready for json.
Node = dict[str, object]


def render(results: Iterable[Result], run: Run) -> Iterator[str]:
    """Give a log with one run; results are written as they come in."""
    rules: dict[str, int] = {}
    failures: list[Failed] = []
    head = {"$schema": _SCHEMA, "version": "2.1.0"}
    yield json.dumps(head, indent=2)[:-2] + ',\n  "runs": [\n    {\n      "results": ['
    separator = "\n"
    for result in results:
        if isinstance(result, Failed):
            failures.append(result)
            continue
        for node in _results(result, rules, run):
            yield separator + indent(json.dumps(node, indent=2), " " * 8)
            separator = ",\n"
    tail = json.dumps(_about(rules, failures, run), indent=2)[2:-2]
    yield "\n      ],\n" + indent(tail, " " * 4) + "\n    }\n  ]\n}\n"


def _results(result: Processed, rules: dict[str, int], run: Run) -> Iterator[Node]:
    artifact = _artifact(result.path, run)
    text = text_of(result)
    lines = Lines(text)
    names = fingerprints(run.path(result.path), result.findings, text)
    for finding, name in zip(result.findings, names, strict=True):
        index = rules.setdefault(finding.codemod, len(rules))
        placed = in_file(finding)
        region = _region((placed.line, placed.column), (placed.end_line, placed.end_column))
        node: Node = {
            "ruleId": finding.codemod,
            "ruleIndex": index,
            "level": "warning",
            "message": {"text": without_surrogates(placed.message)},
            "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
            "partialFingerprints": {"netfix/v1": name},
            "properties": {"safety": finding.safety.value},
        }
        if finding.edits and text:
            node["fixes"] = [_fix(finding, artifact, lines)]
        yield node


def _fix(finding: Located, artifact: Node, lines: Lines) -> Node:
    replacements = [
        {
            "deletedRegion": _region(lines.place(edit.start), lines.place(edit.end)),
            "insertedContent": {"text": without_surrogates(edit.replacement)},
        }
        for edit in finding.edits
    ]
    return {
        "description": {"text": f"{rule(finding.codemod).title} ({finding.safety.value})"},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}],
    }


def _region(start: tuple[int, int], end: tuple[int, int]) -> Node:
    """Give a region; its end column is that after the last character, as here."""
    return {"startLine": start[0], "startColumn": start[1], "endLine": end[0], "endColumn": end[1]}


def _artifact(path: str, run: Run) -> Node:
    uri = run.uri(path)
    return {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": _BASE}


def _about(rules: Iterable[str], failures: Iterable[Failed], run: Run) -> Node:
    """Give the rest of the run: the tool, its rules, how it went."""
    notifications = [_notification(failure, run) for failure in failures]
    site = documentation()
    return {
        "tool": {
            "driver": {
                "name": "netfix",
                "semanticVersion": __version__,
                **({"informationUri": site} if site else {}),
                "rules": [_rule(name) for name in rules],
            }
        },
        "invocations": [
            {"executionSuccessful": not notifications, "toolExecutionNotifications": notifications},
        ],
        "originalUriBaseIds": {_BASE: {"description": {"text": "The folder in which netfix was started."}}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
    }


def _rule(name: str) -> Node:
    described = rule(name)
    node: Node = {
        "id": name,
        "shortDescription": {"text": f"{described.title}."},
        "fullDescription": {"text": f"{described.title}."},
        "help": {"text": described.page, "markdown": described.page},
        "defaultConfiguration": {"level": "warning"},
        "properties": {"tags": [described.family]},
    }
    return node if described.url is None else node | {"helpUri": described.url}


def _notification(failure: Failed, run: Run) -> Node:
    place: Node = {"artifactLocation": _artifact(failure.path, run)}
    if failure.line is not None:
        place["region"] = {"startLine": failure.line}
    return {
        "level": "error",
        "message": {"text": without_surrogates(failure.reason)},
        "locations": [{"physicalLocation": place}],
    }
