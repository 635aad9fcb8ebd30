"""Parts of the page that are worked out: which targets are met, and where netfix's time goes."""

from __future__ import annotations

import ast
import cProfile
import io
import pstats
import time
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from netfix.codemods import CODEMODS, SYNTAX
from netfix.engine.process import Mode, Task, process_file, process_files
from netfix.engine.results import Processed
from netfix.engine.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

_SHOWN = 25
_EVERY = 8
_DJANGO = "Django 5.2: "
_PYTHON2 = "Twisted 13.2.0, Python 2: "


@dataclass(frozen=True, slots=True)
class Target:
    """What is aimed at: a ratio of two facts that is to be at least, or at most, a number.

    `if_not` is the reason where it is missed, with facts in braces. Wall time is looked at where it is a fact.
    """

    name: str
    top: str
    bottom: str = "one"
    at_least: float | None = None
    at_most: float | None = None
    if_not: str = ""

    def line(self, facts: Mapping[str, float]) -> str:
        """Give a row of the table."""
        wanted = f"≥ {self.at_least:g}" if self.at_least is not None else f"≤ {self.at_most:g}"
        ratios = [self._ratio(facts, end) for end in ("", ", wall")]
        if ratios[0] is None:
            return f"| {self.name} | {wanted} | not measured | | |"
        numbers = " | ".join("" if ratio is None else f"{ratio:.2f}" for ratio in ratios)
        is_met = all(map(self._is_met, filter(None, ratios)))
        return f"| {self.name} | {wanted} | {numbers} | {'met' if is_met else f'not met: {self._reason(facts)}'} |"

    def _ratio(self, facts: Mapping[str, float], end: str) -> float | None:
        top, bottom = facts.get(self.top + end), 1.0 if self.bottom == "one" else facts.get(self.bottom + end)
        return None if top is None or bottom is None else top / bottom

    def _is_met(self, ratio: float) -> bool:
        return ratio >= (self.at_least or ratio) and ratio <= (self.at_most or ratio)

    def _reason(self, facts: Mapping[str, float]) -> str:
        try:
            return self.if_not.format_map(facts)
        except KeyError:
            return "the reason was not measured"


_PARSED = "LibCST's parser alone takes {libcst parses:.1f} s, see *What must be paid*"
_START = "Python and click alone take {click, wall:.2f} s, and a run must look at every file's name, time and size"
_COLD = f"{_DJANGO}netfix"
TARGETS = (
    Target("Fixit with all rules / netfix", f"{_DJANGO}fixit, all", _COLD, at_least=100, if_not=_PARSED),
    Target("LibCST's runner / netfix", f"{_DJANGO}libcst", _COLD, at_least=100, if_not=_PARSED),
    Target("pyupgrade / netfix", f"{_DJANGO}pyupgrade", _COLD, at_least=5, if_not=_PARSED),
    Target("fissix with all fixers / netfix", f"{_DJANGO}fissix, all", _COLD, at_least=20, if_not=_PARSED),
    Target("netfix / ruff, both without a cache", _COLD, f"{_DJANGO}ruff", at_most=3, if_not=_PARSED),
    Target("netfix / ruff, both warm", f"{_COLD}, warm", f"{_DJANGO}ruff, warm", at_most=1, if_not=_START),
    Target(
        "nothing to do: netfix --diff / import click",
        "nothing",
        "click",
        at_most=2,
        if_not="click makes an object for each of the options, and netfix's own modules are imported",
    ),
    Target(
        "something to do: netfix --diff / import libcst",
        "something",
        "libcst",
        at_most=1.5,
        if_not="the codemods that find something are imported, and what they ask of the program",
    ),
    Target(
        "a tree of findings: Fixit's autofix / netfix",
        "findings: fixit fix",
        "findings: netfix --fix",
        at_least=10,
        if_not="each file is parsed again after it was rewritten, to see that nothing more is found",
    ),
    Target(
        "Python 2: fissix / netfix, the same fixers",
        f"{_PYTHON2}fissix, syntax",
        f"{_PYTHON2}netfix, syntax",
        at_least=3,
        if_not="both read tokens and build trees in Python, and netfix reads its result again before it trusts it",
    ),
    Target(
        "seconds for each time: 16 times the size / once",
        "one of many times",
        "one time",
        at_most=1.2,
        if_not="something grows faster than lines",
    ),
    Target(
        "seconds a finding: 160 a file / 20 a file",
        "a finding of many",
        "a finding of few",
        at_most=1.2,
        if_not="something grows faster than findings",
    ),
    Target("MiB of a process at 16 times the size", "memory", at_most=250, if_not="something is kept"),
)


def targets(facts: Mapping[str, float]) -> str:
    """Make the table of targets."""
    rows = [
        "| target | wanted | of CPU s | of wall s | |",
        "|---|--:|--:|--:|---|",
        *(target.line(facts) for target in TARGETS),
    ]
    head = (
        "## Targets\n\nRatios of the medians below. What is measured once, growth, is judged by CPU seconds only.\n\n"
    )
    return head + "\n".join(rows) + "\n"


def _task() -> Task:
    return Task((Settings(tuple(codemod for codemod in CODEMODS if codemod.by_default), SYNTAX),), Mode.FIND)


_PAID = """## What must be paid

In one process that has imported everything, netfix takes {whole:.1f} s of CPU for the {files:,} files of the first
tree. Something is found in {found:,} of them, {lines:,} lines, which LibCST's parser alone reads in
{libcst parses:.1f} s; CPython's reads all of the tree in {cpython parses:.1f} s, and without that a broken file would
pass for a good one.

A rewrite is made on a tree in which every byte has its place, and a tool that builds none (ruff has a parser of its
own, in Rust) is out of reach for one that does. What was tried, and is not worth its code: nodes for blanks that are
shared, constructors of nodes that check nothing (that one is in), a shorter way to the parser's classes; together a
twentieth of LibCST's time. Only the functions in which something may be found could be parsed, a third of the lines;
but whether a rewrite is safe is argued from the whole file (who assigns an attribute, what a function returns, who
compares a text), and a part of it would give other answers.
"""


def unavoidable(files: Sequence[Path]) -> tuple[str, dict[str, float]]:
    """Measure in this process what no better code of netfix's own would save. Give the part, and times.

    A file in which something is found must be parsed by LibCST, and any by CPython, or a broken one would pass.
    """
    task = _task()
    started = time.process_time()
    results = process_files([(str(path), task) for path in files])
    whole = time.process_time() - started
    found = {result.path for result in results if isinstance(result, Processed) and result.findings}
    texts = {str(path): path.read_text(encoding="utf-8") for path in files}
    facts = {
        "libcst parses": _seconds(cst.parse_module, [texts[path] for path in sorted(found)]),
        "cpython parses": _seconds(_parse, list(texts.values())),
    }
    part = _PAID.format(
        whole=whole, files=len(files), found=len(found), lines=sum(texts[path].count("\n") for path in found), **facts
    )
    return part, facts


def _parse(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ast.parse(text)


def _seconds(parse: Callable[[str], object], texts: Sequence[str]) -> float:
    started = time.process_time()
    for text in texts:
        parse(text)
    return time.process_time() - started


def profile(files: Sequence[Path]) -> str:
    """Give the part with the profile's top lines for some of these files, as code for Markdown."""
    profiler = cProfile.Profile()
    task = _task()
    profiler.enable()
    for path in files[::_EVERY]:
        process_file(str(path), task)
    profiler.disable()
    said = io.StringIO()
    pstats.Stats(profiler, stream=said).strip_dirs().sort_stats("tottime").print_stats(_SHOWN)
    kept = [line.rstrip() for line in said.getvalue().splitlines() if line.strip()]
    return (
        "## Where the time goes\n\n"
        "One process, every codemod, every eighth file of the first tree; the profiler makes Python code look slower\n"
        "than it is beside code in C and Rust, so shares count here, not seconds.\n\n"
        + "\n".join(f"    {line}" for line in kept)
        + "\n"
    )
