"""One look at a text: which codemods are worth asking, and what they find."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod, Registered
from netfix.engine.dialect import Dialect, Target, detect
from netfix.engine.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import libcst as cst

    from netfix.engine.findings import Finding
    from netfix.engine.settings import Settings


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one look at a text found, in the text's own offsets and in their order."""

    dialect: Dialect
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a text before it is parsed: its dialect, and whether it was Python 2 when netfix met it."""

    dialect: Dialect
    was_python2: bool

    @classmethod
    def of(cls, dialect: Dialect) -> Known:
        """Give what a text's dialect says."""
        return cls(dialect, was_python2=dialect is Dialect.PYTHON2)


@lru_cache(maxsize=16)
def _needles(codemods: tuple[type[Registered], ...]) -> re.Pattern[bytes]:
    """Give one expression that finds any needle of the codemods."""
    patterns = dict.fromkeys(needle for codemod in codemods for needle in codemod.needles)
    return re.compile(b"|".join(b"(?:" + pattern + b")" for pattern in patterns) or rb"(?!)", re.MULTILINE)


def worth_analysing(data: bytes, settings: Settings) -> bool:
    """Whether any selected codemod might find something in a file of these bytes."""
    return _needles(settings.codemods).search(data) is not None


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
    return Analysis(document.dialect, tuple(sorted(_find(document, settings), key=place)))


def place(finding: Finding) -> tuple[int, int, str]:
    """Give what findings are sorted by: their place, outer ones first."""
    return finding.start, -finding.end, finding.codemod


def _find(document: Document, settings: Settings) -> list[Finding]:
    """Give the findings of all selected codemods, in the offsets of the raw text."""
    names = {codemod.name for codemod in settings.codemods}
    findings: list[Finding] = []
    if settings.target is Target.PY3:
        findings += (finding for finding in document.syntax_findings if finding.codemod in names)
    data = document.raw.encode("utf-8", "surrogatepass")
    visitors = [
        codemod(document)
        for codemod in settings.codemods
        if issubclass(codemod, Codemod) and codemod.runs_on(document) and _needles((codemod,)).search(data)
    ]
    if visitors:
        _visit(document, visitors)
    for visitor in visitors:
        findings += (document.to_raw(finding) for finding in visitor.findings)
    return findings


def _visit(document: Document, visitors: Sequence[Codemod]) -> None:
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
