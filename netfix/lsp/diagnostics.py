"""Findings as the protocol's diagnostics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from netfix.engine.findings import Safety
from netfix.reports.rules import rule

if TYPE_CHECKING:
    from netfix.engine.results import Failed, Located
    from netfix.lsp.documents import Document, Whole
    from netfix.lsp.lint import Report

SOURCE = "netfix"
#: What can be repaired by a click, what wants a look first, and what only a person can do: nobody else will.
SEVERITIES = {
    Safety.SAFE: types.DiagnosticSeverity.Warning,
    Safety.UNSAFE: types.DiagnosticSeverity.Information,
    Safety.MANUAL: types.DiagnosticSeverity.Warning,
}
#: Families whose findings are names that no longer exist.
_DEPRECATED = frozenset({"python3-names", "twisted-names"})


def diagnostics(whole: Whole, part: Document, report: Report) -> list[types.Diagnostic]:
    """Give what the editor is to show in a part of what `report` was made about."""
    failure = report.failure
    if failure is not None:
        blamed = whole.parts[(failure.cell or 1) - 1]
        return [_of_failure(part, failure)] if blamed is part else []
    return [diagnostic(part, finding) for finding in report.of(whole.number(part))]


def diagnostic(document: Document, finding: Located) -> types.Diagnostic:
    """Give a finding as a diagnostic."""
    described = rule(finding.codemod)
    return types.Diagnostic(
        range=document.positions.located(finding),
        message=f"{finding.message} [{finding.safety.value}]",
        severity=SEVERITIES[finding.safety],
        code=finding.codemod,
        code_description=types.CodeDescription(described.link) if described.link else None,
        source=SOURCE,
        tags=[types.DiagnosticTag.Deprecated] if described.family in _DEPRECATED else None,
    )


def _of_failure(document: Document, failure: Failed) -> types.Diagnostic:
    """Give the line at which a text cannot be read; the first where none is known."""
    return types.Diagnostic(
        range=document.positions.line_range(failure.line or 1),
        message=failure.reason,
        severity=types.DiagnosticSeverity.Error,
        code="unreadable",
        source=SOURCE,
    )
