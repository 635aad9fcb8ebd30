"""How often each codemod found something, instead of what it found."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import click

from netfix.engine.findings import Safety
from netfix.engine.results import Processed
from netfix.reports.rules import rule
from netfix.reports.text import codemod_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netfix.engine.results import Located, Result
    from netfix.reports.report import Run

#: For each codemod how many findings it has of each safety.
Counts = dict[str, Counter[Safety]]


def counted(findings: Iterable[Located]) -> Counts:
    """Count, the codemod with the most findings first; those with as many by name."""
    counts: Counts = {}
    for finding in findings:
        counts.setdefault(finding.codemod, Counter())[finding.safety] += 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1].total(), item[0])))


def render(results: Iterable[Result], run: Run) -> Iterator[str]:
    """Give a line for each codemod: count, name, how many of each safety, what it does."""
    counts = counted(_findings(results))
    rows = [(str(count.total()), name, _by_safety(count)) for name, count in counts.items()]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    for number, name, safeties in rows:
        shown = codemod_name(name, run) + " " * (widths[1] - len(name))
        cells = (click.style(number.rjust(widths[0]), bold=True), shown, safeties.ljust(widths[2]), rule(name).title)
        yield "  ".join(cells) + "\n"


def render_json(results: Iterable[Result], _run: Run) -> Iterator[str]:
    """Give a JSON list with an object for each codemod."""
    listed = [
        {
            "codemod": name,
            "family": rule(name).family,
            "title": rule(name).title,
            "count": count.total(),
            **{safety.value: count[safety] for safety in Safety},
        }
        for name, count in counted(_findings(results)).items()
    ]
    yield json.dumps(listed, indent=2) + "\n"


def _findings(results: Iterable[Result]) -> Iterator[Located]:
    for result in results:
        if isinstance(result, Processed):
            yield from result.findings


def _by_safety(count: Counter[Safety]) -> str:
    return ", ".join(f"{count[safety]} {safety.value}" for safety in Safety if count[safety])
