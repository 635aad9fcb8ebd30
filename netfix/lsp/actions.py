"""What the editor may offer at a place: repair this, ignore this, repair everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from netfix.engine.findings import Safety
from netfix.lsp.diagnostics import diagnostic
from netfix.lsp.texts import difference
from netfix.reports.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netfix.engine.edits import Edit
    from netfix.engine.results import Located
    from netfix.lsp.documents import Document, Whole
    from netfix.lsp.texts import Content

FIX_ALL = "netfix.fixAll"
FIX_ALL_UNSAFE = "netfix.fixAllUnsafe"
FIX_ALL_KIND = f"{types.CodeActionKind.SourceFixAll.value}.netfix"


def at(part: Document, findings: Iterable[Located], place: types.Range) -> list[Located]:
    """Give the findings that a range touches, those that begin last first: the innermost."""
    start, end = part.positions.offset(place.start), part.positions.offset(place.end)
    touched: list[tuple[int, Located]] = []
    for finding in findings:
        found = part.positions.located(finding)
        first, last = part.positions.offset(found.start), part.positions.offset(found.end)
        if first <= end and start <= last:
            touched.append((first, finding))
    return [finding for _, finding in sorted(touched, key=lambda item: -item[0])]


def wants(only: Sequence[str] | None, kind: str) -> bool:
    """Whether actions of a kind are asked for: `source` asks for `source.fixAll.netfix`, too."""
    return only is None or any(kind == asked or kind.startswith(f"{asked}.") for asked in only)


def repairs(whole: Whole, part: Document, found: Iterable[Located], *, versioned: bool) -> list[types.CodeAction]:
    """Give the repair of each finding in a part."""
    return [
        types.CodeAction(
            title=f"netfix{'' if finding.safety is Safety.SAFE else ' (unsafe)'}: {rule(finding.codemod).title}",
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[diagnostic(part, finding)],
            is_preferred=finding.safety is Safety.SAFE or None,
            edit=workspace_edit(whole.per_part(finding.edits), versioned=versioned),
        )
        for finding in found
        if finding.edits
    ]


def ignore(whole: Whole, part: Document, finding: Located) -> types.CodeAction:
    """Give the action that has a finding ignored from now on, without its edit."""
    return types.CodeAction(
        title=f"netfix: ignore {finding.codemod} here",
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic(part, finding)],
        data={"uri": part.uri, "version": whole.version, "key": list(finding.key)},
    )


def fix_all(whole: Whole, part: Document) -> types.CodeAction:
    """Give the action that repairs all that is safe, without its edit."""
    data = {"uri": part.uri, "version": whole.version}
    return types.CodeAction("netfix: fix all safe problems", FIX_ALL_KIND, data=data)


def rewritten(whole: Whole, after: Content) -> list[tuple[Document, list[Edit]]]:
    """Give the edits that make `after` of what there is, part by part."""
    texts = (after,) if isinstance(after, str) else after
    pairs = [(part, difference(part.text, text)) for part, text in zip(whole.parts, texts, strict=True)]
    return [(part, edits) for part, edits in pairs if edits]


def workspace_edit(edits: Iterable[tuple[Document, Iterable[Edit]]], *, versioned: bool) -> types.WorkspaceEdit:
    """Give edits of texts as they are; `versioned`: the editor can tell if they no longer are."""
    changes = [(part, part.positions.text_edits(those)) for part, those in edits]
    if not versioned:
        return types.WorkspaceEdit(changes={part.uri: those for part, those in changes})
    return types.WorkspaceEdit(
        document_changes=[
            types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(part.uri, part.version), list(those))
            for part, those in changes
        ]
    )
