"""One look at a text: which codemods are worth asking, and what they find."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netfix.engine.codemod import Codemod, Registered
from netfix.engine.dialect import Dialect, Target, detect
from netfix.engine.document import Document
from netfix.engine.listed import Chosen, listed_in
from netfix.engine.needles import any_in_play, content_of, in_play

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import libcst as cst

    from netfix.engine.findings import Finding
    from netfix.engine.settings import Settings


class Analysis(NamedTuple):
    """What one look at a text found, in the text's own offsets and in their order.

    `suppressed` is what comments in the text keep from being shown and applied.
    """

    dialect: Dialect
    findings: tuple[Finding, ...]
    suppressed: tuple[Finding, ...] = ()


class Known(NamedTuple):
    """What is known of a text before it is parsed: its dialect, and whether it was Python 2 when netfix met it."""

    dialect: Dialect
    was_python2: bool

    @classmethod
    def of(cls, dialect: Dialect) -> Known:
        """Give what a text's dialect says."""
        return cls(dialect, was_python2=dialect is Dialect.PYTHON2)


def worth_analysing(data: bytes, settings: Settings) -> bool:
    """Whether any selected codemod might find something in a file of these bytes."""
    return any_in_play(content_of(data), settings.codemods)


def analyse(text: str, settings: Settings, *, path: str = "<string>", known: Known | None = None) -> Analysis:
    """Run the selected codemods once over `text`. Raises ParseFailed if it is neither Python 2 nor Python 3."""
    known = known or Known.of(detect(text, settings.target))
    document = Document(
        text,
        known.dialect,
        settings.target,
        path=path,
        syntax=settings.syntax,
        was_python2=known.was_python2,
        options=settings.options,
        project=settings.project,
    )
    shown, suppressed = _suppress(sorted(_find(document, settings), key=place), document, settings)
    return Analysis(document.dialect, tuple(shown), tuple(suppressed))


def place(finding: Finding) -> tuple[int, int, str]:
    """Give what findings are sorted by: their place, outer ones first."""
    return finding.start, -finding.end, finding.codemod


def _find(document: Document, settings: Settings) -> list[Finding]:
    """Give the findings of all selected codemods, in the offsets of the raw text."""
    names = {listed.name for listed in listed_in(settings.codemods)}
    findings: list[Finding] = []
    if settings.target is Target.PY3:
        findings += (finding for finding in document.syntax_findings if finding.codemod in names)
    data = document.raw.encode("utf-8", "surrogatepass")
    # Those that do not look at the tree, but at a Python 2 program's syntax or at comments, are asked elsewhere.
    visiting = (each for each in listed_in(settings.codemods) if not (each.is_syntax or each.audits_comments))
    visitors = [
        codemod(document)
        for codemod in (listed.codemod for listed in in_play(content_of(data), Chosen(visiting)))
        if issubclass(codemod, Codemod) and codemod.runs_on(document) and may_find(codemod, document)
    ]
    if visitors:
        visit(document, visitors)
    for visitor in visitors:
        findings += (document.to_raw(finding) for finding in visitor.findings)
    return findings


def may_find(codemod: type[Codemod], document: Document) -> bool:
    """Give what the codemod answers. Where that is no, tests run it all the same, and see that it finds nothing."""
    return codemod.may_find(document)


def _suppress(found: list[Finding], document: Document, settings: Settings) -> tuple[list[Finding], list[Finding]]:
    """Give the findings that are to be seen, with those about comments that suppress nothing, and the others."""
    if document.raw.isascii() and not _speaks_of_ignoring(document.raw):
        return found, []
    from netfix.engine.suppression import IgnoreAudit, Ignores  # noqa: PLC0415 - few files have such comments

    auditing = [listed for listed in listed_in(settings.codemods) if listed.audits_comments]
    ignores = Ignores.of(document.raw) if found or auditing else None
    if not ignores:
        return found, []
    audits = [codemod(document) for codemod in (each.codemod for each in auditing) if issubclass(codemod, IgnoreAudit)]
    codemods = {codemod.name: codemod for codemod in (*settings.syntax, *settings.codemods)}
    shown, suppressed = ignores.split(found, codemods)
    if audits:
        waiting = [finding for finding in shown if settings.may_apply(finding)]
        had_say: dict[str, bool | None] = dict.fromkeys(settings.extra_names)
        had_say |= {codemod.name: _had_say(codemod, document, settings) for codemod in settings.codemods}
        for audit in audits:
            audit.audit(ignores, had_say, waiting)
            unused, kept = ignores.split(audit.findings, codemods, named=True)
            shown += unused
            suppressed += kept
        shown.sort(key=place)
    return shown, suppressed


def _speaks_of_ignoring(text: str) -> bool:
    """Whether a text of ASCII characters has a word without which no comment suppresses anything."""
    lowered = text.lower()
    return "netfix" in lowered or "noqa" in lowered


def _had_say(codemod: type[Registered], document: Document, settings: Settings) -> bool:
    """Whether a selected codemod had its say on a text, be it that there was nothing to say."""
    if issubclass(codemod, Codemod):
        return codemod.runs_on_content or codemod.runs_on(document)
    return settings.target is Target.PY3


def visit(document: Document, visitors: Sequence[Codemod]) -> None:
    """Call each visitor's `visit_…` methods for the nodes of the tree, in one walk, then `finish`."""
    table: dict[type[cst.CSTNode], list[Callable[[cst.CSTNode], None]]] = {}
    for kind in document.tree.kinds:
        methods = [getattr(visitor, f"visit_{kind.__name__}", None) for visitor in visitors]
        if any(methods):
            table[kind] = [method for method in methods if method]
    if table:
        for node in document.tree.nodes:
            for method in table.get(type(node), ()):
                method(node)
    for visitor in visitors:
        visitor.finish()
