"""A text in, findings and a rewritten text out: passes until nothing changes, and checks before anything is kept.

A pass runs all codemods on the text, picks edits that do not overlap and applies them; what waited is found again in
the next pass. The result must parse in the language that it is in, and a further pass must find nothing more to
apply. If not, the text is given up with an error that says it is netfix's fault, and nothing is changed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from netfix.engine import conversion
from netfix.engine.codemod import Codemod, Registered, SyntaxCodemod
from netfix.engine.dialect import Dialect, Target, detect
from netfix.engine.document import Document
from netfix.engine.edits import Edit, Rewritten, overlap
from netfix.engine.findings import Finding, Safety

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import libcst as cst

#: Nested and chained rewrites settle in two or three passes; a text that has not after this many never will.
MAX_PASSES = 25


class RewriteFailed(Exception):
    """A rewrite came out wrong and was given up: a bug of netfix, never the user's. `reason` names the codemods."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Settings:
    """What to look for and what may be applied.

    `codemods` run in this order; `syntax` are all that make a Python 2 view, selected or not; `unsafe` says whether
    unsafe rewrites are applied too.
    """

    codemods: tuple[type[Registered], ...]
    syntax: tuple[type[SyntaxCodemod], ...]
    target: Target = Target.PY3
    unsafe: bool = False

    def may_apply(self, finding: Finding) -> bool:
        """Whether the finding's rewrite is there and allowed."""
        if not finding.edits:
            return False
        return finding.safety is Safety.SAFE or (self.unsafe and finding.safety is Safety.UNSAFE)


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one look at a text found, in the text's own offsets and in their order."""

    dialect: Dialect
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Fixed:
    """What came of a text.

    `text` is the result and `remaining` what is still found in it, at its offsets; `applied` are the findings whose
    rewrites are in it, at their places in the text as it was given. `dialect` is what that was, `dialect_after` what
    the result is, and `kept_python2` why a Python 2 text that was to become Python 3 could not, or None.
    """

    text: str
    applied: tuple[Finding, ...]
    remaining: tuple[Finding, ...]
    dialect: Dialect
    dialect_after: Dialect
    kept_python2: str | None
    history: tuple[Rewritten, ...]

    def at_origin(self, finding: Finding) -> Finding:
        """Give a remaining finding at its place in the text as it was given, without edits if that has changed."""
        return _at_origin(finding, self.history)


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
        text, known.dialect, settings.target, path=path, syntax=settings.syntax, was_python2=known.was_python2
    )
    return Analysis(document.dialect, tuple(sorted(_find(document, settings), key=_place)))


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a text before it is parsed: its dialect, and whether it was Python 2 when netfix met it."""

    dialect: Dialect
    was_python2: bool

    @classmethod
    def of(cls, dialect: Dialect) -> Known:
        """Give what a text's dialect says."""
        return cls(dialect, was_python2=dialect is Dialect.PYTHON2)


def _place(finding: Finding) -> tuple[int, int, str]:
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


def select_compatible(findings: Iterable[Finding]) -> tuple[list[Finding], list[Edit]]:
    """Pick findings whose edits can be made together, the first in order winning; give them and the edits."""
    chosen: list[Finding] = []
    edits: list[Edit] = []
    for finding in findings:
        if not any(overlap(edit, other) for edit in finding.edits for other in _near(edits, edit)):
            chosen.append(finding)
            for edit in finding.edits:
                if edit not in _near(edits, edit):
                    insort(edits, edit)
    return chosen, edits


def _near(edits: list[Edit], edit: Edit) -> list[Edit]:
    """Give those of the sorted, compatible `edits` which might overlap `edit`."""
    first = bisect_left(edits, edit.start, key=_start)
    last = bisect_right(edits, edit.end, key=_start)
    # Before the first that starts at or after `edit`, only the nearest span can reach into it.
    return edits[max(0, first - 2) : last]


def _start(edit: Edit) -> int:
    return edit.start


def fix(text: str, settings: Settings, *, path: str = "<string>") -> Fixed:
    """Apply what may be applied, pass by pass, until nothing is left to apply.

    Raises ParseFailed if `text` cannot be read, and RewriteFailed if a result is not good enough to be kept.
    """
    return fix_steps(text, (settings,), path=path)


def fix_steps(text: str, steps: Sequence[Settings], *, path: str = "<string>") -> Fixed:
    """Take a text through the steps of a migration, each until nothing is left to apply. Raises as `fix` does."""
    first = detect(text, steps[0].target)
    known = Known.of(first)
    ran: list[_Ran] = []
    for settings in _planned(text, steps, known, path):
        current = ran[-1].text if ran else text
        if ran and _is_python3_by_now(current, known, settings, path):
            known = replace(known, dialect=Dialect.PYTHON3)
        ran.append(_run_step(current, known, settings, path))
        known = replace(known, dialect=ran[-1].dialect)
    history = [rewritten for step in ran for rewritten in step.history]
    applied: list[Finding] = []
    before: list[Rewritten] = []
    for step in ran:
        for chosen, rewritten in zip(step.chosen, step.history, strict=True):
            applied += (_at_origin(finding, before) for finding in chosen)
            before.append(rewritten)
    remaining = ran[-1].remaining
    if len(steps) > 1:
        remaining = analyse(ran[-1].text, _together(steps), path=path, known=known).findings
    notes: list[Finding] = []
    for step in ran:
        for rewritten in step.history:
            notes = [_moved(note, rewritten) for note in notes]
        notes += step.notes
    remaining = tuple(sorted([*remaining, *notes], key=_place))
    kept = next((step.kept_python2 for step in ran if step.kept_python2), None)
    return Fixed(ran[-1].text, tuple(applied), remaining, first, known.dialect, kept, tuple(history))


def _together(steps: Sequence[Settings]) -> Settings:
    """Give all steps as one, without the codemods that look only at the program as it was."""
    codemods = dict.fromkeys(codemod for settings in steps for codemod in settings.codemods if not codemod.runs_once)
    return replace(steps[0], codemods=tuple(codemods))


def _planned(text: str, steps: Sequence[Settings], known: Known, path: str) -> list[Settings]:
    """Give the steps with each codemod that runs once in the first of its steps only.

    In none, if the others find nothing to apply: then the migration has been made, and what such a codemod looks at is
    its result, not what Python 2 had.
    """
    planned: list[Settings] = []
    done: set[type[Registered]] = set()
    if len(steps) > 1 and _is_python3_by_now(text, known, steps[0], path):
        as_python3 = replace(known, dialect=Dialect.PYTHON3)
        everything = _together(steps)
        if not any(map(everything.may_apply, analyse(text, everything, path=path, known=as_python3).findings)):
            done.update(codemod for settings in steps for codemod in settings.codemods if codemod.runs_once)
    for settings in steps:
        planned.append(replace(settings, codemods=tuple(each for each in settings.codemods if each not in done)))
        done.update(codemod for codemod in settings.codemods if codemod.runs_once)
    return planned


def _is_python3_by_now(text: str, known: Known, settings: Settings, path: str) -> bool:
    """Whether a text that counts as Python 2 has only syntax which means the same in Python 3."""
    if known.dialect is Dialect.PYTHON3 or settings.target is Target.PY27 or conversion.refusal(text) is not None:
        return False
    return not analyse(text, replace(settings, codemods=settings.syntax), path=path, known=known).findings


@dataclass(frozen=True, slots=True)
class _Ran:
    """What came of a text in one step: `chosen` are the findings that were applied in each pass of `history`."""

    text: str
    dialect: Dialect
    chosen: list[list[Finding]]
    history: list[Rewritten]
    remaining: tuple[Finding, ...]
    notes: list[Finding]
    kept_python2: str | None


def _run_step(text: str, known: Known, settings: Settings, path: str) -> _Ran:
    """Run passes until nothing is left to apply."""
    dialect = known.dialect
    current = text
    seen = {text}
    notes: list[Finding] = []
    all_chosen: list[list[Finding]] = []
    history: list[Rewritten] = []
    names = ""
    for _ in range(MAX_PASSES):
        found = analyse(current, settings, path=path, known=replace(known, dialect=dialect)).findings
        chosen = [finding for finding in found if settings.may_apply(finding)]
        kept_python2: str | None = None
        if dialect is Dialect.PYTHON2:
            chosen, kept_python2 = conversion.whole_or_nothing(current, chosen, found, settings)
        chosen, edits = select_compatible(chosen)
        if not edits:
            return _Ran(current, dialect, all_chosen, history, found, notes, kept_python2)
        rewritten = Rewritten(current, edits)
        before, dialect = dialect, _checked(rewritten, chosen, dialect, settings)
        if before is not dialect:
            notes += _notes(found, settings)
        notes = [_moved(note, rewritten) for note in notes]
        all_chosen.append(chosen)
        history.append(rewritten)
        current = rewritten.new
        names = _names(chosen)
        if current in seen:
            raise RewriteFailed(f"{names} undo each other's rewrites")
        seen.add(current)
    raise RewriteFailed(f"{names} still found something to rewrite after {MAX_PASSES} passes")


def _notes(found: Iterable[Finding], settings: Settings) -> list[Finding]:
    """Give what a conversion leaves to be looked at, which nobody can find once the old syntax is gone."""
    converting = {codemod.name for codemod in settings.syntax}
    return [finding for finding in found if finding.codemod in converting and finding.safety is Safety.MANUAL]


def _moved(note: Finding, rewritten: Rewritten) -> Finding:
    """Give a finding on a text at its place in what became of the text."""
    start = rewritten.nearest_new(note.start)
    return replace(note, start=start, end=max(start, rewritten.nearest_new(note.end)), edits=())


def _at_origin(finding: Finding, history: Sequence[Rewritten]) -> Finding:
    """Give the finding at its place in the text of the first pass; edits only if there was no pass in between."""
    if not history:
        return finding
    start, end = finding.start, finding.end
    for rewritten in reversed(history):
        span = rewritten.to_old(start, end)
        start, end = span or (rewritten.nearest_old(start), rewritten.nearest_old(end))
    return replace(finding, start=start, end=max(start, end), edits=())


def _names(findings: Iterable[Finding]) -> str:
    return ", ".join(sorted({finding.codemod for finding in findings}))


def _checked(rewritten: Rewritten, chosen: Sequence[Finding], dialect: Dialect, settings: Settings) -> Dialect:
    """Give the dialect of the rewritten text. Raises RewriteFailed, naming the culprits, if it has none."""
    after = conversion.dialect_after(rewritten.new, chosen, dialect, settings)
    if after is not None:
        return after
    culprits = [
        finding
        for finding in chosen
        if conversion.dialect_after(Rewritten(rewritten.old, finding.edits).new, [finding], dialect, settings) is None
    ]
    raise RewriteFailed(f"the rewrite by {_names(culprits or chosen)} does not parse")
