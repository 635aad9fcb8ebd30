"""Time netfix beside ruff, Fixit 2 and pyupgrade: whole processes, on the same trees, in one run.

    python benchmarks/compare.py --install TREE...

Each tool does its nearest equal to `none-comparison` and `len-test`, and reports or rewrites a copy of a tree's `*.py`
files. Tools take turns (A B C D, A B C D, …), so that whatever else the machine does meets all of them; a first round
warms the caches and is not counted. A ratio is the median of the rounds' ratios: more than 1 is slower than netfix.

Times are of the whole process and of those that it started and waited for. Peak memory is that of the largest single
process, and at least this script's own, from which Linux starts to count.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from dataclasses import dataclass
from pathlib import Path

from netfix import __version__

#: Exit codes of a tool that did its work; 2 is also "some file is no Python 3".
DONE = frozenset({0, 1, 2})


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool and its nearest equal to netfix's two codemods.

    `command` stands between the program and the folder; `names_files` says whether it wants every file instead;
    `rules` is for the reader.
    """

    name: str
    command: tuple[str, ...]
    rules: str
    names_files: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """What one process cost, with its children: seconds, seconds of all cores, bytes."""

    wall: float
    cpu: float
    memory: int


TOOLS = (
    Tool("netfix", ("--select", "none-comparison,len-test"), "none-comparison, len-test; reports"),
    Tool(
        "ruff",
        ("check", "--isolated", "--no-cache", "--preview", "--select", "E711,PLC1802"),
        "E711, PLC1802; reports",
    ),
    Tool(
        "fixit",
        ("--rules", "fixit.rules:CompareSingletonPrimitivesByIs", "lint"),
        "CompareSingletonPrimitivesByIs; reports",
    ),
    Tool("pyupgrade", (), "all it has, there is no choice; rewrites", names_files=True),
)


class ToolFailed(Exception):
    """A tool did not do its work; the message is what it said last."""


def default_peers() -> Path:
    """Give the folder of the environment in which peers are kept between runs."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "netfix-benchmarks"


def install_peers(folder: Path) -> None:
    """Make an environment with the newest peers."""
    venv.create(folder, with_pip=True)
    peers = [tool.name for tool in TOOLS if tool.name != "netfix"]
    subprocess.run([folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--upgrade", *peers], check=True)


def program(tool: Tool, peers: Path) -> list[str] | None:
    """Give how a tool is started, None where it is not installed."""
    if tool.name == "netfix":
        return [sys.executable, "-m", "netfix"]
    path = peers / "bin" / tool.name
    return [str(path)] if path.exists() else None


def version(tool: Tool, peers: Path) -> str:
    """Give an installed tool's version."""
    if tool.name == "netfix":
        return __version__
    code = f"import importlib.metadata; print(importlib.metadata.version({tool.name!r}))"
    done = subprocess.run([peers / "bin" / "python", "-c", code], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def programs(tree: Path) -> list[Path]:
    """Give the `*.py` files of a tree."""
    return sorted(path for path in tree.rglob("*.py") if path.is_file())


def copy_programs(tree: Path, target: Path) -> list[Path]:
    """Copy the `*.py` files of a tree, and nothing that configures a tool. Give their paths."""
    copies = [target / path.relative_to(tree) for path in programs(tree)]
    for path, copy in zip(programs(tree), copies, strict=True):
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return copies


def measure(command: list[str], cwd: Path) -> Run:
    """Run a process to its end. `cwd` must hold no modules that could be taken for Python's own.

    Raises ToolFailed if the process crashed or refused its work.
    """
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        words = said.read().decode(errors="replace")
    if process.returncode not in DONE or "Traceback (most recent call last)" in words:
        raise ToolFailed(f"exit code {process.returncode}: {words[-500:]}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def one_run(tool: Tool, start: list[str], tree: Path) -> Run:
    """Measure a tool on a fresh copy of the tree: one that rewrites would find nothing the second time."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as nowhere:
        copies = copy_programs(tree, Path(folder))
        paths = [str(copy) for copy in copies] if tool.names_files else [folder]
        return measure([*start, *tool.command, *paths], Path(nowhere))


def all_rounds(tree: Path, peers: Path, rounds: int) -> dict[Tool, list[Run]]:
    """Measure all installed tools in turn, `rounds` times after one that is not counted."""
    starts = {tool: start for tool in TOOLS if (start := program(tool, peers)) is not None}
    runs: dict[Tool, list[Run]] = {tool: [] for tool in starts}
    for turn in range(rounds + 1):
        for tool, start in starts.items():
            print(f"round {turn} of {rounds}: {tool.name}", file=sys.stderr)
            run = one_run(tool, start, tree)
            if turn:
                runs[tool].append(run)
    return runs


def table(runs: dict[Tool, list[Run]], peers: Path) -> str:
    """Make a Markdown table of medians, and of ratios to netfix."""
    lines = [
        "| tool | rules | wall s | ratio | CPU s | ratio | peak MiB |",
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    for tool in TOOLS:
        if tool in runs:
            numbers = " | ".join(row(runs[tool], runs[TOOLS[0]]))
            lines.append(f"| {tool.name} {version(tool, peers)} | {tool.rules} | {numbers} |")
        else:
            lines.append(f"| {tool.name} | missing: not installed (`--install`) | | | | | |")
    return "\n".join(lines) + "\n"


def row(runs: list[Run], reference: list[Run]) -> list[str]:
    """Give a tool's numbers."""
    pairs = list(zip(runs, reference, strict=True))
    return [
        f"{statistics.median(run.wall for run in runs):.2f}",
        f"{statistics.median(run.wall / other.wall for run, other in pairs):.2f}",
        f"{statistics.median(run.cpu for run in runs):.2f}",
        f"{statistics.median(run.cpu / other.cpu for run, other in pairs):.2f}",
        f"{statistics.median(run.memory for run in runs) / 2**20:.0f}",
    ]


def section(tree: Path, results: str) -> str:
    """Give a tree's part of the page."""
    lines = sum(path.read_bytes().count(b"\n") for path in programs(tree))
    return f"## {tree.resolve().name}\n\n{len(programs(tree)):,} files, {lines:,} lines\n\n{results}"


def page(rounds: int, sections: list[str]) -> str:
    """Make the page for docs/."""
    return (
        "# Benchmarks\n\n"
        f"    python benchmarks/compare.py --install --rounds {rounds} --write docs/benchmarks.md TREE...\n\n"
        f"Made on {os.cpu_count()} cores ({platform.machine()}) with Python {platform.python_version()}. Medians of"
        " whole processes\nthat took turns. A ratio is to netfix's time in the same round: more than 1 is slower than"
        " netfix. Peak memory is\nthat of a tool's largest process.\n\n" + "\n".join(sections)
    )


def main() -> None:
    """Measure, print the tables and write the page."""
    parser = argparse.ArgumentParser(description="Time netfix beside its peers.")
    parser.add_argument("trees", nargs="+", type=Path, metavar="TREE", help="a folder of Python 3 programs")
    parser.add_argument("--rounds", type=int, default=5, help="how many rounds are counted (5)")
    parser.add_argument("--peers", type=Path, default=default_peers(), help="the environment with the peers")
    parser.add_argument("--install", action="store_true", help="install or upgrade the peers there first")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="write a page as docs/benchmarks.md is")
    options = parser.parse_args()
    if options.install:
        install_peers(options.peers)
    sections: list[str] = []
    for tree in options.trees:
        try:
            results = table(all_rounds(tree, options.peers, options.rounds), options.peers)
        except ToolFailed as error:
            sys.exit(f"{parser.prog}: {error}")
        sections.append(section(tree, results))
        print(sections[-1])
    if options.write:
        options.write.write_text(page(options.rounds, sections), encoding="utf-8")


if __name__ == "__main__":
    main()
