"""A text in, findings and a rewritten text out: passes until nothing changes, and checks before anything is kept.

A pass runs all codemods on the text, picks edits that do not overlap and applies them; what waited is found again in
the next pass. The result must parse in the language that it is in, and a further pass must find nothing more to
apply. If not, the text is given up with an error that says it is netfix's fault, and nothing is changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netfix.engine import conversion
from netfix.engine.analyse import Known, analyse, place
from netfix.engine.dialect import Dialect, Target, detect
from netfix.engine.listed import Chosen, listed_in
from netfix.engine.passes import at_origin, moved, run_step

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from netfix.engine.edits import Rewritten
    from netfix.engine.findings import Finding
    from netfix.engine.listed import Listed
    from netfix.engine.passes import Step
    from netfix.engine.settings import Settings


# A named tuple for the reason given in `netfix.config.model`.
class Fixed(NamedTuple):
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
        return at_origin(finding, self.history)


def fix(text: str, settings: Settings, *, path: str = "<string>") -> Fixed:
    """Apply what may be applied, pass by pass, until nothing is left to apply.

    Raises ParseFailed if `text` cannot be read, and RewriteFailed if a result is not good enough to be kept.
    """
    return fix_steps(text, (settings,), path=path)


def fix_steps(
    text: str,
    steps: Sequence[Settings],
    *,
    path: str = "<string>",
    wanted: Callable[[Finding], bool] | None = None,
) -> Fixed:
    """Take a text through the steps of a migration, each until nothing is left to apply. Raises as `fix` does.

    Of what may be applied only that is which `wanted` takes; it is given findings at their places in `text`.
    """
    first = detect(text, steps[0].target)
    known = Known.of(first)
    ran: list[Step] = []

    def takes(finding: Finding, since: Sequence[Rewritten]) -> bool:
        earlier = [rewritten for step in ran for rewritten in step.history]
        return wanted is None or wanted(at_origin(finding, [*earlier, *since]))

    for settings in _planned(text, steps, known, path):
        current = ran[-1].text if ran else text
        if ran and _is_python3_by_now(current, known, settings, path):
            known = known._replace(dialect=Dialect.PYTHON3)
        ran.append(run_step(current, known, settings, path, takes))
        known = known._replace(dialect=ran[-1].dialect)
    history = [rewritten for step in ran for rewritten in step.history]
    applied: list[Finding] = []
    before: list[Rewritten] = []
    for step in ran:
        for chosen, rewritten in zip(step.chosen, step.history, strict=True):
            applied += (at_origin(finding, before) for finding in chosen)
            before.append(rewritten)
    remaining = ran[-1].remaining
    if len(steps) > 1:
        remaining = analyse(ran[-1].text, _together(steps), path=path, known=known).findings
    notes: list[Finding] = []
    for step in ran:
        for rewritten in step.history:
            notes = [moved(note, rewritten) for note in notes]
        notes += step.notes
    remaining = tuple(sorted([*remaining, *notes], key=place))
    kept = next((step.kept_python2 for step in ran if step.kept_python2), None)
    return Fixed(ran[-1].text, tuple(applied), remaining, first, known.dialect, kept, tuple(history))


def _together(steps: Sequence[Settings]) -> Settings:
    """Give all steps as one, without the codemods that look only at the program as it was."""
    meant = dict.fromkeys(listed for settings in steps for listed in listed_in(settings.codemods))
    return steps[0]._replace(codemods=Chosen(listed for listed in meant if not listed.runs_once))


def _planned(text: str, steps: Sequence[Settings], known: Known, path: str) -> list[Settings]:
    """Give the steps with each codemod that runs once in the first of its steps only.

    In none, if the others find nothing to apply: then the migration has been made, and what such a codemod looks at is
    its result, not what Python 2 had.
    """
    planned: list[Settings] = []
    done: set[Listed] = set()
    if len(steps) > 1 and _is_python3_by_now(text, known, steps[0], path):
        as_python3 = known._replace(dialect=Dialect.PYTHON3)
        everything = _together(steps)
        if not any(map(everything.may_apply, analyse(text, everything, path=path, known=as_python3).findings)):
            done.update(each for settings in steps for each in listed_in(settings.codemods) if each.runs_once)
    for settings in steps:
        listed = listed_in(settings.codemods)
        planned.append(settings._replace(codemods=Chosen(each for each in listed if each not in done)))
        done.update(each for each in listed if each.runs_once)
    return planned


def _is_python3_by_now(text: str, known: Known, settings: Settings, path: str) -> bool:
    """Whether a text that counts as Python 2 has only syntax which means the same in Python 3."""
    if known.dialect is Dialect.PYTHON3 or settings.target is Target.PY27 or conversion.refusal(text) is not None:
        return False
    syntax = analyse(text, settings._replace(codemods=settings.syntax), path=path, known=known)
    return not (syntax.findings or syntax.suppressed)
