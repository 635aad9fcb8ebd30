"""Passes over a text until nothing is left to apply, and checks before any of it is kept.

A pass runs all codemods on the text, picks edits that do not overlap and applies them; what waited is found again in
the next pass. The result must parse in the language that it is in.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from netfix.engine import conversion
from netfix.engine.analyse import Known, analyse
from netfix.engine.dialect import Dialect
from netfix.engine.edits import Edit, Rewritten, overlap
from netfix.engine.findings import Finding, RewriteFailed, Safety

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netfix.engine.settings import Settings

#: Nested and chained rewrites settle in two or three passes; a text that has not after this many never will.
MAX_PASSES = 25

#: Whether the user wants a finding applied which was made after these passes.
Wanted = Callable[[Finding, Sequence[Rewritten]], bool]


# A named tuple for the reason given in `netfix.config.model`.
class Step(NamedTuple):
    """What came of a text in one step: `chosen` are the findings that were applied in each pass of `history`."""

    text: str
    dialect: Dialect
    chosen: list[list[Finding]]
    history: list[Rewritten]
    remaining: tuple[Finding, ...]
    notes: list[Finding]
    kept_python2: str | None


def run_step(text: str, known: Known, settings: Settings, path: str, wanted: Wanted) -> Step:
    """Run passes until nothing is left to apply. Raises RewriteFailed if a result is not good enough to be kept."""
    dialect = known.dialect
    current = text
    seen = {text}
    notes: list[Finding] = []
    all_chosen: list[list[Finding]] = []
    history: list[Rewritten] = []
    names = ""
    for _ in range(MAX_PASSES):
        analysis = analyse(current, settings, path=path, known=known._replace(dialect=dialect))
        found = analysis.findings
        chosen = [finding for finding in found if settings.may_apply(finding) and wanted(finding, history)]
        chosen = [finding for finding in chosen if _changes(current, finding)]
        kept_python2: str | None = None
        if dialect is Dialect.PYTHON2:
            chosen, kept_python2 = conversion.whole_or_nothing(current, chosen, analysis, settings)
        chosen, edits = select_compatible(chosen, current)
        if not edits:
            return Step(current, dialect, all_chosen, history, found, notes, kept_python2)
        rewritten = Rewritten(current, edits)
        before, dialect = dialect, _checked(rewritten, chosen, dialect, settings)
        if before is not dialect:
            notes += _notes(found, settings)
        notes = [moved(note, rewritten) for note in notes]
        all_chosen.append(chosen)
        history.append(rewritten)
        current = rewritten.new
        names = _names(chosen)
        if current in seen:
            raise RewriteFailed(f"{names} undo each other's rewrites")
        seen.add(current)
    raise RewriteFailed(f"{names} still found something to rewrite after {MAX_PASSES} passes")


def _changes(text: str, finding: Finding) -> bool:
    """Whether a finding's edits make another text; one that writes what is there would be found for ever."""
    return any(text[edit.start : edit.end] != edit.replacement for edit in finding.edits)


def _notes(found: Iterable[Finding], settings: Settings) -> list[Finding]:
    """Give what a conversion leaves to be looked at, which nobody can find once the old syntax is gone."""
    converting = {codemod.name for codemod in settings.syntax}
    return [finding for finding in found if finding.codemod in converting and finding.safety is Safety.MANUAL]


def moved(note: Finding, rewritten: Rewritten) -> Finding:
    """Give a finding on a text at its place in what became of the text."""
    start = rewritten.nearest_new(note.start)
    return note._replace(start=start, end=max(start, rewritten.nearest_new(note.end)), edits=())


def at_origin(finding: Finding, history: Sequence[Rewritten]) -> Finding:
    """Give the finding at its place in the text of the first pass; edits only if there was no pass in between."""
    if not history:
        return finding
    start, end = finding.start, finding.end
    for rewritten in reversed(history):
        span = rewritten.to_old(start, end)
        start, end = span or (rewritten.nearest_old(start), rewritten.nearest_old(end))
    return finding._replace(start=start, end=max(start, end), edits=())


def select_compatible(findings: Iterable[Finding], text: str = "") -> tuple[list[Finding], list[Edit]]:
    """Pick findings whose edits of `text` can be made together, the first in order winning; give them and the edits.

    Lines that one finding would indent anew and another would add to do not overlap, and yet exclude each other: the
    added line would have the indentation that the block had before.
    """
    chosen: list[Finding] = []
    edits: list[Edit] = []
    indented: list[tuple[int, int]] = []
    for finding in findings:
        block = _indented(finding, text)
        if (block and _adds_lines(edits, block)) or any(_adds_lines(finding.edits, other) for other in indented):
            continue
        if not any(overlap(edit, other) for edit in finding.edits for other in _near(edits, edit)):
            indented += [block] if block else []
            chosen.append(finding)
            for edit in finding.edits:
                if edit not in _near(edits, edit):
                    insort(edits, edit)
    return chosen, edits


def _indented(finding: Finding, text: str) -> tuple[int, int] | None:
    """Give the span of the lines that a finding indents anew, None if it does not."""
    places = [edit.start for edit in finding.edits if edit.is_insertion and edit.replacement.strip(" \t") == ""]
    if not places or all(place > 0 and text[place - 1 : place] not in {"\n", "\r"} for place in places):
        return None
    end = text.find("\n", max(places))
    return min(places), len(text) if end < 0 else end


def _adds_lines(edits: Iterable[Edit], block: tuple[int, int]) -> bool:
    """Whether edits put lines into a block; those which the block's own finding makes are not asked about."""
    return any("\n" in edit.replacement and block[0] < edit.start <= block[1] for edit in edits)


def _near(edits: list[Edit], edit: Edit) -> list[Edit]:
    """Give those of the sorted, compatible `edits` which might overlap `edit`."""
    first = bisect_left(edits, edit.start, key=_start)
    last = bisect_right(edits, edit.end, key=_start)
    # Before the first that starts at or after `edit`, only the nearest span can reach into it.
    return edits[max(0, first - 2) : last]


def _start(edit: Edit) -> int:
    return edit.start


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
