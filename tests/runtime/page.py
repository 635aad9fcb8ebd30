"""The page of docs/ that says what came of the runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .outcomes import SILENT, SITUATIONS, Outcome
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


_UNSAFE = """\
## With `--unsafe`

The same programs with unsafe rewrites, too: a Deferred in the factory, `task.react`, limits of time. (The 30 seconds of
these were made one for the run.) A server that accepts the connection and never says a word is among the situations
here. In brackets is the exit status; it is 0 where the program has seen to the failure itself, or only one of several
operations failed. Standard output on the server that works is again the same as before.
"""


def page(runs: Iterable[dict[Trial, Outcome]], unsafe: Sequence[dict[Trial, Outcome]] = ()) -> str:
    """Give the text of the page, with one section for each set of runs, and one for those of unsafe rewrites."""
    sections = ["\n".join(_section(results)) for results in runs]
    return "\n".join([_HEAD, *sections, *([_UNSAFE, "\n".join(_unsafe_table(unsafe))] if unsafe else [])])


def _unsafe_table(sets: Sequence[dict[Trial, Outcome]]) -> list[str]:
    titles = [twisted_version(next(iter(results)).program.interpreter) for results in sets]
    rows = [f"| Program | The server | {' | '.join(titles)} |", "|---|---|" + "---|" * len(sets)]
    for name in dict.fromkeys(trial.program.name for results in sets for trial in results):
        for situation, words in (SITUATIONS | SILENT).items():
            cells = [_with_status(results, name, situation) for results in sets]
            rows.append(f"| `{name}` | {words} | {' | '.join(cells)} |")
    return [*rows, ""]


def _with_status(results: dict[Trial, Outcome], name: str, situation: str) -> str:
    for trial, outcome in results.items():
        if (trial.program.name, trial.situation) == (name, situation):
            return str(outcome) if outcome.hangs else f"{outcome} ({outcome.status})"
    return "—"


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
