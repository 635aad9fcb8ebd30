"""Findings and the summary as lines of text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from netfix.engine.dialect import Dialect
from netfix.engine.findings import Safety

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netfix.engine.results import Failed, Located, Processed

_COLOURS = {Safety.SAFE: "green", Safety.UNSAFE: "yellow", Safety.MANUAL: "magenta"}


def finding_line(finding: Located) -> str:
    """Give `path:line:col name message [safety]` in colours; `click.echo` takes them away if there is no terminal."""
    place = click.style(f"{finding.path}:{finding.line}:{finding.column}", bold=True)
    codemod = click.style(finding.codemod, fg="cyan")
    safety = click.style(f"[{finding.safety.value}]", fg=_COLOURS[finding.safety])
    return f"{place} {codemod} {finding.message} {safety}"


def failure_line(failure: Failed) -> str:
    """Give `path:line: error: reason`."""
    place = failure.path if failure.line is None else f"{failure.path}:{failure.line}"
    return f"{click.style(place, bold=True)}: {click.style('error', fg='red')}: {failure.reason}"


def count(number: int, noun: str) -> str:
    """Give `1 file`, `2 files`."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def by_safety(findings: Iterable[Located]) -> str:
    """Give how many findings there are of each safety: `3 safe, 1 manual`."""
    counts = Counter(finding.safety for finding in findings)
    return ", ".join(f"{counts[safety]} {safety.value}" for safety in Safety if counts[safety])


def python2_lines(results: Sequence[Processed], *, written: bool) -> list[str]:
    """Say of each Python 2 file what was done with it (`written`) or would be, and what a conversion does not do."""
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
    if converted:
        lines.append(
            "A conversion of syntax leaves names (urllib2, unicode, dict.has_key, …) and the difference of bytes and "
            "text as they were: see netfix --migrate python3, and run the program's tests."
        )
    return lines
