"""Parts of the page that are worked out: which targets are met, and where netfix's time goes."""

from __future__ import annotations

import cProfile
import io
import pstats
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netfix.codemods import CODEMODS, SYNTAX
from netfix.engine.process import Mode, Task, process_file
from netfix.engine.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

PROFILE_NOTE = """One process, every codemod, every eighth file of the first tree; the profiler makes Python code look
slower than it is beside code in C and Rust, so shares count here, not seconds."""

_SHOWN = 25
_EVERY = 8


@dataclass(frozen=True, slots=True)
class Target:
    """What is aimed at. `measured` works a number out of the facts, which is to be at least, or at most, another."""

    name: str
    measured: Callable[[Mapping[str, float]], float]
    at_least: float | None = None
    at_most: float | None = None
    if_not: str = ""

    def line(self, facts: Mapping[str, float]) -> str:
        """Give a row of the table."""
        wanted = f"≥ {self.at_least:g}" if self.at_least is not None else f"≤ {self.at_most:g}"
        try:
            number = self.measured(facts)
        except KeyError:
            return f"| {self.name} | {wanted} | not measured | |"
        is_met = number >= (self.at_least or number) and number <= (self.at_most or number)
        return f"| {self.name} | {wanted} | {number:.2f} | {'met' if is_met else f'not met: {self.if_not}'} |"


def _over(one: str, other: str) -> Callable[[Mapping[str, float]], float]:
    return lambda facts: facts[one] / facts[other]


def _named(name: str) -> Callable[[Mapping[str, float]], float]:
    return lambda facts: facts[name]


_LIBCST = "most of the time is LibCST's, in the files that have findings; see below"
_START = "netfix's own modules are imported, those of all codemods among them"
_DJANGO = "Django 5.2: "
_PYTHON2 = "Twisted 13.2.0, Python 2: "
TARGETS = (
    Target(
        "Fixit with all rules / netfix", _over(f"{_DJANGO}fixit, all", f"{_DJANGO}netfix"), at_least=100, if_not=_LIBCST
    ),
    Target("LibCST's runner / netfix", _over(f"{_DJANGO}libcst", f"{_DJANGO}netfix"), at_least=100, if_not=_LIBCST),
    Target("pyupgrade / netfix", _over(f"{_DJANGO}pyupgrade", f"{_DJANGO}netfix"), at_least=5, if_not=_LIBCST),
    Target(
        "fissix with all fixers / netfix",
        _over(f"{_DJANGO}fissix, all", f"{_DJANGO}netfix"),
        at_least=20,
        if_not=_LIBCST,
    ),
    Target("netfix / ruff without cache", _over(f"{_DJANGO}netfix", f"{_DJANGO}ruff"), at_most=3, if_not=_LIBCST),
    Target("the same, wall", _over(f"{_DJANGO}netfix, wall", f"{_DJANGO}ruff, wall"), at_most=3, if_not=_LIBCST),
    Target(
        "warm: netfix / ruff, wall",
        _over(f"{_DJANGO}netfix, warm, wall", f"{_DJANGO}ruff, warm, wall"),
        at_most=1,
        if_not=_START,
    ),
    Target("nothing to do: netfix --diff / import click", _named("nothing / click"), at_most=2, if_not=_START),
    Target("something to do: netfix --diff / import libcst", _named("something / libcst"), at_most=1.5, if_not=_START),
    Target(
        "findings: Fixit's autofix / netfix",
        _over("findings: fixit fix", "findings: netfix --fix"),
        at_least=10,
        if_not=_LIBCST,
    ),
    Target(
        "Python 2: fissix / netfix",
        _over(f"{_PYTHON2}fissix, syntax", f"{_PYTHON2}netfix, syntax"),
        at_least=3,
        if_not=_LIBCST,
    ),
    Target(
        "CPU a line at 16 times the size / at once",
        _named("growth"),
        at_most=1.2,
        if_not="something grows faster than lines",
    ),
    Target("peak MiB of a process at 16 times the size", _named("memory"), at_most=250, if_not="something is kept"),
)


def targets(facts: Mapping[str, float]) -> str:
    """Make the table of targets; CPU seconds unless it says wall."""
    rows = ["| target | wanted | measured | |", "|---|--:|--:|---|", *(target.line(facts) for target in TARGETS)]
    return "## Targets\n\nRatios of CPU seconds, or of wall time where it says so.\n\n" + "\n".join(rows) + "\n"


def profile_lines(files: Sequence[Path]) -> str:
    """Give the profile's top lines for some of these files, as code for Markdown."""
    codemods = tuple(codemod for codemod in CODEMODS if codemod.by_default)
    task = Task((Settings(codemods, SYNTAX),), Mode.FIND)
    profile = cProfile.Profile()
    profile.enable()
    for path in files[::_EVERY]:
        process_file(str(path), task)
    profile.disable()
    said = io.StringIO()
    pstats.Stats(profile, stream=said).strip_dirs().sort_stats("tottime").print_stats(_SHOWN)
    kept = [line.rstrip() for line in said.getvalue().splitlines() if line.strip()]
    return "\n".join(f"    {line}" for line in kept) + "\n"
