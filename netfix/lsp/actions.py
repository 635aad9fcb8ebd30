"""What the editor may offer at a place: repair this, ignore this, repair everything."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from lsprotocol import types

from netfix.engine.edits import Edit, narrowed
from netfix.engine.findings import Safety
from netfix.lsp.diagnostics import diagnostic
from netfix.reports.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netfix.engine.results import Located
    from netfix.lsp.documents import Document
    from netfix.lsp.lint import Report

FIX_ALL = "netfix.fixAll"
FIX_ALL_UNSAFE = "netfix.fixAllUnsafe"
FIX_ALL_KIND = f"{types.CodeActionKind.SourceFixAll.value}.netfix"


def at(document: Document, report: Report, place: types.Range) -> list[Located]:
    """Give the findings that a range touches, those that begin last first: the innermost."""
    start, end = document.positions.offset(place.start), document.positions.offset(place.end)
    touched: list[tuple[int, Located]] = []
    for finding in report.findings:
        found = document.positions.located(finding)
        first, last = document.positions.offset(found.start), document.positions.offset(found.end)
        if first <= end and start <= last:
            touched.append((first, finding))
    return [finding for _, finding in sorted(touched, key=lambda item: -item[0])]


def wants(only: Sequence[str] | None, kind: str) -> bool:
    """Whether actions of a kind are asked for: `source` asks for `source.fixAll.netfix`, too."""
    return only is None or any(kind == asked or kind.startswith(f"{asked}.") for asked in only)


def repairs(document: Document, report: Report, found: Iterable[Located], *, versioned: bool) -> list[types.CodeAction]:
    """Give the repair of each finding that can be repaired by itself."""
    return [
        types.CodeAction(
            title=f"netfix{'' if finding.safety is Safety.SAFE else ' (unsafe)'}: {rule(finding.codemod).title}",
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[diagnostic(document, finding)],
            is_preferred=finding.safety is Safety.SAFE or None,
            edit=workspace_edit(document, finding.edits, versioned=versioned),
        )
        for finding in found
        if finding.edits and finding.codemod not in report.together
    ]


def ignore(document: Document, finding: Located) -> types.CodeAction:
    """Give the action that has a finding ignored from now on, without its edit."""
    return types.CodeAction(
        title=f"netfix: ignore {finding.codemod} here",
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic(document, finding)],
        data={"uri": document.uri, "version": document.version, "key": list(finding.key)},
    )


def fix_all(document: Document) -> types.CodeAction:
    """Give the action that repairs all that is safe, without its edit."""
    data = {"uri": document.uri, "version": document.version}
    return types.CodeAction("netfix: fix all safe problems", FIX_ALL_KIND, data=data)


def workspace_edit(document: Document, edits: Iterable[Edit], *, versioned: bool) -> types.WorkspaceEdit:
    """Give edits of the document as it is; `versioned`: the editor can tell if it no longer is."""
    changes = document.positions.text_edits(edits)
    if not versioned:
        return types.WorkspaceEdit(changes={document.uri: changes})
    identifier = types.OptionalVersionedTextDocumentIdentifier(document.uri, document.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(identifier, list(changes))])


def difference(before: str, after: str) -> list[Edit]:
    """Give the edits that make `after` of `before` and leave all other lines alone, so that marks stay in place."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    return [
        narrowed(starts[first], before[starts[first] : starts[last]], "".join(new[start:end]))
        for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
