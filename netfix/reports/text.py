"""Findings and the summary as lines of text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from netfix.engine.findings import Safety
from netfix.engine.languages import Dialect
from netfix.engine.results import Processed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netfix.engine.results import Failed, Located, Result
    from netfix.reports.report import Run

_COLOURS = {Safety.SAFE: "green", Safety.UNSAFE: "yellow", Safety.MANUAL: "magenta"}


def render(results: Iterable[Result], run: Run) -> Iterator[str]:
    """Give a line for each finding, as soon as its file is done."""
    for result in results:
        if isinstance(result, Processed):
            yield from (finding_line(finding, run) + "\n" for finding in result.findings)


def render_concise(results: Iterable[Result], run: Run) -> Iterator[str]:
    """Give a line for each finding as compilers do, which editors take apart; `[*]` marks what would be applied."""
    for result in results:
        if isinstance(result, Processed):
            yield from (_concise_line(finding, run) + "\n" for finding in result.findings)


def finding_line(finding: Located, run: Run | None = None) -> str:
    """Give `path:line:col name message [safety]` in colours, which go where there is no terminal to show them."""
    place = click.style(finding.place, bold=True)
    safety = click.style(f"[{finding.safety.value}]", fg=_COLOURS[finding.safety])
    return f"{place} {codemod_name(finding.codemod, run)} {finding.message} {safety}"


def _concise_line(finding: Located, run: Run) -> str:
    place = f"{finding.place}:"
    applied = finding.edits and (finding.safety is Safety.SAFE or (run.unsafe and finding.safety is Safety.UNSAFE))
    mark = click.style(" [*]", fg="green") if applied else ""
    return f"{click.style(place, bold=True)} {codemod_name(finding.codemod, run)}{mark} {finding.message}"


def codemod_name(name: str, run: Run | None) -> str:
    """Give a codemod's name in colour; on a terminal that has hyperlinks, as one to the codemod's page."""
    shown = click.style(name, fg="cyan")
    if run is None or not run.links:
        return shown
    from netfix.reports.rules import rule  # noqa: PLC0415 - only a terminal needs it

    link = rule(name).link
    # OSC 8, https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
    return shown if link is None else f"\x1b]8;;{link}\x1b\\{shown}\x1b]8;;\x1b\\"


def failure_line(failure: Failed) -> str:
    """Give `path:line: error: reason`."""
    place = failure.place
    return f"{click.style(place, bold=True)}: {click.style('error', fg='red')}: {failure.reason}"


def count(number: int, noun: str) -> str:
    """Give `1 file`, `2 files`."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def by_safety(findings: Iterable[Located]) -> str:
    """Give how many findings there are of each safety: `3 safe, 1 manual`."""
    counts = Counter(finding.safety for finding in findings)
    return ", ".join(f"{counts[safety]} {safety.value}" for safety in Safety if counts[safety])


def python2_lines(results: Sequence[Processed], *, written: bool, migrated: bool) -> list[str]:
    """Say of each Python 2 file what was done with it (`written`) or would be, and what a conversion does not do.

    `migrated`: names and idioms have been carried along with the syntax.
    """
    lines: list[str] = []
    converted = False
    would = "" if written else "would be "
    for result in results:
        if result.dialect is not Dialect.PYTHON2:
            continue
        if result.dialect_after is Dialect.PYTHON3:
            converted = True
            lines.append(f"{result.path}: Python 2, {would}carried to Python 3 syntax")
        elif result.kept_python2:
            lines.append(f"{result.path}: Python 2, and stays so ({result.kept_python2})")
        elif result.after is not None:
            lines.append(f"{result.path}: Python 2, {would}rewritten as Python 2")
        else:
            lines.append(f"{result.path}: Python 2")
    if converted and migrated:
        lines.append(
            "Where text ends and bytes begin is as it was: look at what goes over the network, and run the tests."
        )
    elif converted:
        lines.append(
            "A conversion of syntax leaves names (urllib2, unicode, dict.has_key, …) and the difference of bytes and "
            "text as they were: see netfix --migrate python3, and run the program's tests."
        )
    return lines
