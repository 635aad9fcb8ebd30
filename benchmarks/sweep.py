"""Run netfix over whole packages, and check what must hold of any program.

    python benchmarks/sweep.py [--write docs/sweep.md] [NAME==VERSION | FOLDER]...

Of each package, an sdist from PyPI or a folder, a copy is rewritten in place, once for each of the command lines in
`CONFIGURATIONS`. Then must hold:

- netfix neither crashes nor gives up a file by a bug of its own, and refuses only what Python refuses as well;
- what was rewritten compiles under the Python that it is for, has all its comments, and is not empty;
- a second run changes nothing;
- no codemod finds anything in a file without its needles.

Exit code 1 if something does not hold; it is named.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from netfix import __version__
from netfix.codemods import SYNTAX
from netfix.engine.dialect import Dialect, Target
from netfix.engine.discovery import Found, discover
from netfix.engine.process import Mode, Task
from netfix.engine.results import Failed, Processed
from netfix.engine.run import Limits, process_paths
from netfix.engine.settings import Settings
from netfix.engine.write import write_atomic
from netfix.selection import select
from sdists import unpacked_sdist
from sweep_checks import hidden_findings, python2_parser, wrong_refusal, wrongs

#: One that is all Python 2, and two that are not, network code and not.
PACKAGES = ("twisted==13.2.0", "treq==26.7.0", "sqlalchemy==2.0.44")


@dataclass(frozen=True, slots=True)
class Configuration:
    """A command line, and what it means for the library."""

    command: str
    target: Target
    unsafe: bool

    @property
    def task(self) -> Task:
        """What to do with each file."""
        return Task((Settings(select((), ()), SYNTAX, self.target, self.unsafe),), Mode.FIX)


CONFIGURATIONS = (
    Configuration("netfix -i", Target.PY3, unsafe=False),
    Configuration("netfix -i --unsafe", Target.PY3, unsafe=True),
    Configuration("netfix -i --target-version py27", Target.PY27, unsafe=False),
    Configuration("netfix -i --target-version py27 --unsafe", Target.PY27, unsafe=True),
)


@dataclass(slots=True)
class Outcome:
    """What came of one package and one command line. `refused` and `violations` are lines for people."""

    package: str
    command: str
    files: int = 0
    python2: int = 0
    rewritten: int = 0
    applied: int = 0
    left: int = 0
    seconds: float = 0.0
    refused: list[str] = field(default_factory=list[str])
    violations: list[str] = field(default_factory=list[str])


def python_files(tree: Path) -> list[str]:
    """Give the files that netfix would read."""
    return [found.path for found in discover([str(tree)]) if isinstance(found, Found)]


def sweep(package: str, tree: Path, configuration: Configuration) -> Outcome:
    """Rewrite a tree in place, and again, and check both."""
    outcome = Outcome(package, configuration.command)
    paths = python_files(tree)
    limits = Limits(os.cpu_count() or 1, timeout=120)
    outcome.files = len(paths)
    start = time.perf_counter()
    results = list(process_paths([(path, configuration.task) for path in paths], limits))
    outcome.seconds = time.perf_counter() - start
    for result in results:
        name = Path(result.path).relative_to(tree).as_posix()
        if isinstance(result, Failed):
            _refuse(outcome, name, result)
        else:
            _accept(outcome, name, result)
    for result in process_paths([(path, configuration.task) for path in paths], limits):
        if isinstance(result, Processed) and result.after is not None:
            outcome.violations.append(f"{result.path}: a second run changes it again")
    return outcome


def _refuse(outcome: Outcome, name: str, failed: Failed) -> None:
    """Note a file that was not processed."""
    line = f"{name}: {failed.reason}" if failed.line is None else f"{name}:{failed.line}: {failed.reason}"
    outcome.refused.append(line)
    wrong = wrong_refusal(failed)
    if wrong:
        outcome.violations.append(f"{line}: {wrong}")


def _accept(outcome: Outcome, name: str, result: Processed) -> None:
    """Count, check and write what came of a file."""
    outcome.python2 += result.dialect is Dialect.PYTHON2
    outcome.applied += len(result.applied)
    outcome.left += len(result.findings)
    if result.before is not None and result.after is not None:
        outcome.rewritten += 1
        outcome.violations += (f"{name}: {wrong}" for wrong in wrongs(result, result.before, result.after))
        write_atomic(result.path, result.after, expected=result.before)


def sweep_package(package: str, original: Path) -> list[Outcome]:
    """Sweep copies of a package's tree: by all command lines, or if it has no Python 2 by those for Python 3."""
    outcomes: list[Outcome] = []
    hidden: list[str] = []
    for configuration in CONFIGURATIONS:
        if configuration.target is Target.PY27 and not outcomes[0].python2:
            continue
        with tempfile.TemporaryDirectory() as folder:
            tree = Path(folder).resolve() / "tree"
            shutil.copytree(original, tree, symlinks=True)
            if not outcomes:
                hidden = hidden_findings(python_files(tree))
            outcomes.append(sweep(package, tree, configuration))
        print(f"{package}: {configuration.command}: {outcomes[-1].seconds:.0f} s", file=sys.stderr)
    outcomes[0].violations += hidden
    return outcomes


def table(outcomes: list[Outcome]) -> str:
    """Make a Markdown table."""
    lines = [
        "| package | command | files | Python 2 | rewritten | applied | left | refused | seconds | violations |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    lines += (
        f"| {outcome.package} | `{outcome.command}` | {outcome.files:,} | {outcome.python2:,} | {outcome.rewritten:,}"
        f" | {outcome.applied:,} | {outcome.left:,} | {len(outcome.refused):,} | {outcome.seconds:.0f}"
        f" | {len(outcome.violations):,} |"
        for outcome in outcomes
    )
    return "\n".join(lines) + "\n"


def page(outcomes: list[Outcome], arguments: list[str]) -> str:
    """Make the page for docs/."""
    refused = Counter(f"{outcome.package}: {line}" for outcome in outcomes for line in outcome.refused)
    reasons = "".join(f"- {line} ({number} of its runs)\n" for line, number in refused.items())
    return (
        "# Sweep\n\n"
        f"    {' '.join(['python benchmarks/sweep.py --write docs/sweep.md', *arguments])}\n\n"
        f"netfix {__version__} on {os.cpu_count()} cores with Python {platform.python_version()}; Python 2 is checked"
        f" with {python2_parser()}.\nWhat is checked stands at the top of that script; a violation would be a bug.\n\n"
        f"{table(outcomes)}\n"
        f"Refused, and left as they were:\n\n{reasons or 'none'}"
    )


def main() -> int:
    """Sweep, print the table and the violations, and give the exit code."""
    parser = argparse.ArgumentParser(description="Check netfix on whole packages.")
    parser.add_argument("packages", nargs="*", default=PACKAGES, metavar="NAME==VERSION | FOLDER")
    parser.add_argument("--cache", type=Path, help="where sdists are kept (default: nowhere)")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="write a page as docs/sweep.md is")
    options = parser.parse_args()
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory() as folder:
        cache = options.cache or Path(folder)
        cache.mkdir(parents=True, exist_ok=True)
        for package in options.packages:
            tree = unpacked_sdist(package, cache) if "==" in package else Path(package)
            outcomes += sweep_package(package if "==" in package else tree.resolve().name, tree)
    print(table(outcomes), end="")
    for outcome in outcomes:
        for violation in outcome.violations:
            print(f"{outcome.package}, {outcome.command}: {violation}")
    if options.write:
        given = [] if tuple(options.packages) == PACKAGES else list(options.packages)
        options.write.write_text(page(outcomes, given), encoding="utf-8")
    return 1 if any(outcome.violations for outcome in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
