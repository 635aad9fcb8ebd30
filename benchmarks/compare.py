"""Time netfix beside its peers: whole processes, on the same trees, with the nearest equal rules, in one run.

    python benchmarks/compare.py --install --write docs/benchmarks.md          # all of the page
    python benchmarks/compare.py TREE...                                       # the table of your own trees
    python benchmarks/compare.py --pathological                                # files that stop parsers

Tools take turns (A B C, A B C, …), so that whatever else the machine does meets all of them; a first round warms the
disk's cache and those of the tools, and is not counted. A ratio is the median of the rounds' ratios: more than 1 is
slower than netfix. What takes minutes is given a hundred files, and its time is scaled by the bytes; the page says so.

Times are of the whole process and of those that it started and waited for. Peak memory is that of the largest single
process, and at least this script's own, from which Linux starts to count.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from measuring import Bench, Run, ToolFailed, measure, middle
from page_parts import profile, targets, unavoidable
from pathological import show_pathological
from peers import (
    FINDINGS,
    NETFIX,
    NETFIX_FIX,
    PYTHON2,
    PYTHON3,
    Tool,
    default_peers,
    install_peers,
    program,
    python,
    version,
)
from trees import Tree, full_of_findings, lines, packages, programs, repeated, scripts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: The tree of findings: files, and comparisons in each.
_FILES, _A_FILE = 60, 40
_TIMES = (1, 2, 4, 8, 16)
#: Findings a file of a tree of one size; its files have as many functions as the last.
_FINDINGS = (20, 40, 80, 160)


def table(runs: dict[Tool, list[Run]], tools: tuple[Tool, ...], peers: Path) -> str:
    """Make a Markdown table of medians, and of ratios to netfix, the first tool."""
    rows = [
        "| tool | does | wall s | ratio | CPU s | ratio | peak MiB |",
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    for tool in tools:
        if tool in runs:
            sampled = " \\*" if tool.sampled else ""
            numbers = " | ".join(row(runs[tool], runs[tools[0]]))
            rows.append(f"| {tool.name} {version(tool, peers)}{sampled} | {tool.does} | {numbers} |")
        else:
            rows.append(f"| {tool.name} | missing: not installed (`--install`) | | | | | |")
    return "\n".join(rows) + "\n"


def row(runs: list[Run], reference: list[Run]) -> list[str]:
    """Give a tool's numbers."""
    pairs = list(zip(runs, reference, strict=False))
    return [
        f"{middle(runs, lambda run: run.wall):.2f}",
        f"{statistics.median(run.wall / other.wall for run, other in pairs):.2f}",
        f"{middle(runs, lambda run: run.cpu):.2f}",
        f"{statistics.median(run.cpu / other.cpu for run, other in pairs):.2f}",
        f"{middle(runs, lambda run: run.memory) / 2**20:.0f}",
    ]


def section(tree: Tree, results: str) -> str:
    """Give a tree's part of the page."""
    files = programs(tree.folder)
    return f"## {tree.name}\n\n{len(files):,} files, {lines(files):,} lines\n\n{results}"


def start_up(bench_rounds: int, trees: list[Tree], peers: Path, work: Path) -> tuple[str, dict[str, float]]:
    """Measure one file at a time, beside what Python takes to import what is needed. Give the part, and times."""
    netfix = program(NETFIX, peers) or []
    commands = {
        'python -c "import click"': [python(peers), "-c", "import click"],
        'python -c "import libcst"': [python(peers), "-c", "import libcst"],
        **{
            f"netfix --diff, {tree.name}": [*netfix, "--no-cache", "--diff", str(tree.folder / "script.py")]
            for tree in trees
        },
    }
    ruff = peers / "bin" / "ruff"
    if ruff.exists():
        commands["ruff check, a small script"] = [str(ruff), "check", "--isolated", "--no-cache", str(trees[0].folder)]
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for turn in range(3 * bench_rounds + 1):
        for name, command in commands.items():
            run = measure(command, work)
            if turn:
                runs[name].append(run)
    rows = ["| process | wall s | CPU s | CPU / click | CPU / libcst | peak MiB |", "|---|--:|--:|--:|--:|--:|"]
    click, libcst = (middle(runs[name], _cpu) for name in list(commands)[:2])
    for name, measured in runs.items():
        cpu = middle(measured, _cpu)
        numbers = f"{cpu:.3f} | {cpu / click:.1f} | {cpu / libcst:.1f}"
        memory = f"{middle(measured, lambda run: run.memory) / 2**20:.0f}"
        rows.append(f"| `{name}` | {middle(measured, _wall):.3f} | {numbers} | {memory} |")
    told = zip(("click", "libcst", "nothing", "something"), runs.values(), strict=False)
    return "## One file\n\n" + "\n".join(rows) + "\n", _facts(dict(told))


def growth(tree: Tree, work: Path, peers: Path) -> tuple[str, dict[str, float]]:
    """Measure netfix on more and more copies of a tree. Give the part, and what grew how."""
    rows = ["| times | lines | wall s | CPU s | CPU s a time | peak MiB |", "|--:|--:|--:|--:|--:|--:|"]
    measured: dict[int, Run] = {}
    amount = lines(programs(tree.folder))
    for times in _TIMES:
        print(f"{times} x {tree.name}", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(dir=work) as folder:
            repeated(tree.folder, times, Path(folder))
            run = measured[times] = measure([*(program(NETFIX, peers) or []), *NETFIX.command, folder], work)
        numbers = f"{run.wall:.2f} | {run.cpu:.2f} | {run.cpu / times:.2f} | {run.memory / 2**20:.0f}"
        rows.append(f"| {times} | {times * amount:,} | {numbers} |")
    first, last = measured[_TIMES[0]], measured[_TIMES[-1]]
    facts = {"one time": first.cpu, "one of many times": last.cpu / _TIMES[-1], "memory": last.memory / 2**20}
    return f"## Growth with size: copies of {tree.name}\n\n" + "\n".join(rows) + "\n", facts


def growth_with_findings(rounds: int, work: Path, peers: Path) -> tuple[str, dict[str, float]]:
    """Measure netfix on trees of one size with more and more to rewrite. Give the part, and what grew how."""
    rows = ["| findings | wall s | CPU s | ms of CPU a finding |", "|--:|--:|--:|--:|"]
    cpu: dict[int, float] = {}
    for a_file in _FINDINGS:
        print(f"{a_file} findings a file", file=sys.stderr, flush=True)
        runs: list[Run] = []
        for _ in range(rounds):
            with tempfile.TemporaryDirectory(dir=work) as folder:
                full_of_findings(Path(folder), _FILES, _FINDINGS[-1], a_file)
                runs.append(measure([*(program(NETFIX_FIX, peers) or []), *NETFIX_FIX.command, folder], work))
        cpu[a_file] = middle(runs, _cpu)
        count = a_file * _FILES
        numbers = f"{middle(runs, _wall):.2f} | {cpu[a_file]:.2f} | {1000 * cpu[a_file] / count:.2f}"
        rows.append(f"| {count:,} | {numbers} |")
    first, last = _FINDINGS[0], _FINDINGS[-1]
    facts = {"a finding of few": cpu[first] / first, "a finding of many": cpu[last] / last}
    head = f"## Growth with findings: {_FILES} files of {5 * _FINDINGS[-1]:,} lines, rewritten\n\n"
    return head + "\n".join(rows) + "\n", facts


def main() -> None:
    """Measure, print the tables and write the page."""
    parser = argparse.ArgumentParser(description="Time netfix beside its peers.")
    parser.add_argument("trees", nargs="*", type=Path, metavar="TREE", help="folders of Python 3 programs")
    parser.add_argument("--rounds", type=int, default=3, help="how many rounds are counted (3)")
    parser.add_argument("--peers", type=Path, default=default_peers(), help="the environment with the peers")
    parser.add_argument("--install", action="store_true", help="install or upgrade the peers there first")
    parser.add_argument("--quick", action="store_true", help="leave out what is measured once because it is slow")
    parser.add_argument("--pathological", action="store_true", help="see what becomes of files that stop parsers")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="write a page as docs/benchmarks.md is")
    options = parser.parse_args()
    if options.install:
        install_peers(options.peers)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder).resolve()
        try:
            if options.pathological:
                sections = [show_pathological(work)]
            elif options.trees:
                sections = own_trees(options, work)
            else:
                sections = whole_page(options, work)
        except ToolFailed as error:
            sys.exit(f"{parser.prog}: {error}")
    print("\n".join(sections))
    if options.write:
        options.write.write_text(page(options, sections), encoding="utf-8")


def _compared(tree: Tree, tools: tuple[Tool, ...], options: argparse.Namespace, work: Path) -> dict[Tool, list[Run]]:
    chosen = tuple(tool for tool in tools if not (options.quick and tool.once))
    return Bench(options.peers, work / tree.name.replace(" ", "-"), options.rounds).compare(tree, chosen)


def own_trees(options: argparse.Namespace, work: Path) -> list[str]:
    """Give a part for each of the user's trees."""
    trees = [Tree(folder.resolve().name, folder) for folder in options.trees]
    return [section(tree, table(_compared(tree, PYTHON3, options, work), PYTHON3, options.peers)) for tree in trees]


def whole_page(options: argparse.Namespace, work: Path) -> list[str]:
    """Give all parts of the page."""
    began = time.monotonic()
    cache = options.peers.parent / "netfix-benchmark-trees"
    cache.mkdir(parents=True, exist_ok=True)
    trees = packages(cache)
    facts: dict[str, float] = {}
    sections: list[str] = []
    for at, tree in enumerate(trees):
        tools = PYTHON2 if tree.is_python2 else PYTHON3 if not at else tuple(each for each in PYTHON3 if not each.once)
        runs = _compared(tree, tools, options, work)
        facts |= _facts({f"{tree.name}: {tool.name}": measured for tool, measured in runs.items()})
        sections.append(section(tree, table(runs, tools, options.peers)))
    part, started = start_up(options.rounds, scripts(work / "scripts"), options.peers, work)
    sections.append(part)
    part, grown = growth(trees[0], work, options.peers)
    sections.append(part)
    part, found = growth_with_findings(options.rounds, work, options.peers)
    sections.append(part)
    full = Tree("A tree full of findings", full_of_findings(work / "full", _FILES, _A_FILE))
    runs = _compared(full, FINDINGS, options, work)
    facts |= _facts({f"findings: {tool.name}": measured for tool, measured in runs.items()})
    sections.append(section(full, table(runs, FINDINGS, options.peers)))
    sections.append(show_pathological(work))
    part, parsed = unavoidable(programs(trees[0].folder))
    sections += [part, profile(programs(trees[0].folder))]
    sections.insert(0, targets(facts | started | grown | found | parsed))
    sections.append(f"Made in {(time.monotonic() - began) / 60:.0f} minutes.\n")
    return sections


def _facts(runs: Mapping[str, Sequence[Run]]) -> dict[str, float]:
    """Give medians by name: CPU seconds, and wall seconds under a name that says so."""
    cpu = {name: middle(measured, _cpu) for name, measured in runs.items()}
    return cpu | {f"{name}, wall": middle(measured, _wall) for name, measured in runs.items()}


def _cpu(run: Run) -> float:
    return run.cpu


def _wall(run: Run) -> float:
    return run.wall


def page(options: argparse.Namespace, sections: list[str]) -> str:
    """Make the page for docs/."""
    return (
        "# Benchmarks\n\n"
        f"    python benchmarks/compare.py --install --rounds {options.rounds} --write docs/benchmarks.md\n\n"
        f"Made on {os.cpu_count()} cores ({platform.machine()}) with Python {platform.python_version()}. Medians of"
        " whole processes\nthat took turns. A ratio is to netfix's time in the same round: more than 1 is slower than"
        " netfix. Peak memory is\nthat of a tool's largest process. A tool with an asterisk was given a hundred files"
        " of the tree, and its times are\nscaled by their bytes; nothing else is estimated.\n\n" + "\n".join(sections)
    )


if __name__ == "__main__":
    main()
