"""The page of docs/ that says what came of the runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .outcomes import SITUATIONS, Outcome
from .programs import twisted_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .trials import Trial

_HEAD = """\
# Before and after, at run time

Each program was run as it is and as netfix makes it without being asked for more (safe rewrites only), against servers
on the loopback interface that work, and that misbehave in one way each. Made by `python tests/make_runtime_table.py`;
`pytest -m slow tests/test_runtime.py` runs the same and compares.

* **ends**: by itself, and what went wrong was told.
* **hangs**: it waits for what cannot come: it has neither a connection nor a delayed call left, or nothing happened
  for four seconds.
* **misleads**: it ends with an error that is not the one it met; **silent**: it ends without a word.
* **Unhandled**: Twisted printed "Unhandled error in Deferred" when it collected what nobody looked at.
* **told n times**: several operations were under way, and each of them failed; every one is reported once. A program
  that then goes on with the dead connection reports what that leads to as well, which is not counted.

A dash stands where the program cannot meet the situation. The exit status is 0 of all that end: Twisted's log does not
change it. On the server that works, standard output is the same before and after.
"""


def page(runs: Iterable[dict[Trial, Outcome]]) -> str:
    """Give the text of the page, with one section for each set of runs."""
    return "\n".join([_HEAD, *("\n".join(_section(results)) for results in runs)])


def _section(results: dict[Trial, Outcome]) -> list[str]:
    names = list(dict.fromkeys(trial.program.name for trial in results))
    program = next(iter(results)).program
    title = twisted_version(program.interpreter)
    source = "the programs in `golden/programs/`" if program.target.value == "py3" else "the programs in `examples/`"
    return [
        f"## {title}: {source}",
        "",
        *_summary(results),
        "",
        "| Program | The server | Before | After |",
        "|---|---|---|---|",
        *(row for name in names for row in _rows(results, name)),
        "",
    ]


def _summary(results: dict[Trial, Outcome]) -> list[str]:
    rows = ["| | Runs | Hang | Unhandled | Misleading or silent |", "|---|---|---|---|---|"]
    for title, is_after in (("Before", False), ("After", True)):
        found = [outcome for trial, outcome in results.items() if trial.is_after is is_after]
        hang = sum(outcome.hangs for outcome in found)
        unhandled = sum(outcome.is_unhandled for outcome in found)
        wrong = sum(outcome.is_misleading or outcome.is_silent for outcome in found)
        rows.append(f"| {title} | {len(found)} | {hang} | {unhandled} | {wrong} |")
    return rows


def _rows(results: dict[Trial, Outcome], name: str) -> Sequence[str]:
    rows: list[str] = []
    for situation, words in SITUATIONS.items():
        both = [
            str(outcome)
            for trial, outcome in results.items()
            if (trial.program.name, trial.situation) == (name, situation)
        ]
        before, after = both or ("—", "—")
        rows.append(f"| `{name}` | {words} | {before} | {after} |")
    return rows
