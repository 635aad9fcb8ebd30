"""Whole processes measured: their time, that of the processes that they started, and their memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from peers import program
from trees import copy, programs, sample, size

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from peers import Tool
    from trees import Tree

#: Exit codes of a tool that did its work; 2 is also "some file is no Python 3".
DONE = frozenset({0, 1, 2})


class ToolFailed(Exception):
    """A tool did not do its work; the message is what it said last."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one process cost, with its children: seconds, seconds of all cores, bytes of the largest of them."""

    wall: float
    cpu: float
    memory: int

    def scaled(self, factor: float) -> Run:
        """Give what more files would have cost, as if time grew with bytes."""
        return Run(self.wall * factor, self.cpu * factor, self.memory)


def middle(runs: Sequence[Run], number: Callable[[Run], float]) -> float:
    """Give the median of one number."""
    return statistics.median(map(number, runs))


def measure(command: Sequence[str], cwd: Path) -> Run:
    """Run a process to its end. `cwd` must hold no modules that could be taken for Python's own.

    Raises ToolFailed if the process crashed or refused its work.
    """
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=said, env=_environment())
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        words = said.read().decode(errors="replace")
    is_own = "netfix" in command
    if process.returncode not in DONE or (is_own and "Traceback (most recent call last)" in words):
        raise ToolFailed(f"{command[0]}: exit code {process.returncode}: {words[-500:]}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def _environment() -> dict[str, str]:
    """Give the environment, in which LibCST's runner finds its command."""
    paths = [str(Path(__file__).resolve().parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


class Bench:
    """Tools measured on trees, in turn."""

    def __init__(self, peers: Path, work: Path, rounds: int) -> None:
        """Keep copies of trees, and the caches of tools, in the folder `work`."""
        self._peers = peers
        self._work = work
        self._rounds = rounds
        self._kept: dict[tuple[Path, bool], tuple[Path, list[Path]]] = {}

    def compare(self, tree: Tree, tools: Sequence[Tool]) -> dict[Tool, list[Run]]:
        """Measure all installed tools on a tree in turn, after a first round that is not counted.

        So whatever else the machine does meets all of them, and the disk's cache is warm. What takes minutes has its
        one round counted.
        """
        starts = {tool: start for tool in tools if (start := program(tool, self._peers)) is not None}
        runs: dict[Tool, list[Run]] = {tool: [] for tool in starts}
        for turn in range(self._rounds + 1):
            for tool, start in starts.items():
                if tool.once and turn != 1:
                    continue
                print(f"{tree.name}, round {turn} of {self._rounds}: {tool.name}", file=sys.stderr, flush=True)
                run = self._one(tree, tool, start)
                if turn:
                    runs[tool].append(run)
        return runs

    def _one(self, tree: Tree, tool: Tool, start: list[str]) -> Run:
        """Measure a tool once; one that rewrites on a fresh copy, as it would find nothing the second time."""
        cache = str(self._work / "caches")
        command = [*start, *(part.format(cache=cache) for part in tool.command)]
        nowhere = self._work / "nowhere"
        nowhere.mkdir(parents=True, exist_ok=True)
        if not tool.rewrites:
            folder, files = self._copied(tree, sampled=tool.sampled)
            run = measure([*command, *self._named(tool, folder, files)], nowhere)
        else:
            with tempfile.TemporaryDirectory(dir=self._work) as fresh:
                files = copy(_chosen(tree, sampled=tool.sampled), tree.folder, Path(fresh))
                run = measure([*command, *self._named(tool, Path(fresh), files)], nowhere)
        if not tool.sampled:
            return run
        return run.scaled(size(programs(tree.folder)) / max(1, size(_chosen(tree, sampled=True))))

    @staticmethod
    def _named(tool: Tool, folder: Path, files: list[Path]) -> list[str]:
        return [str(file) for file in files] if tool.names_files else [str(folder)]

    def _copied(self, tree: Tree, *, sampled: bool) -> tuple[Path, list[Path]]:
        key = (tree.folder, sampled)
        if key not in self._kept:
            folder = self._work / f"tree{len(self._kept)}"
            self._kept[key] = folder, copy(_chosen(tree, sampled=sampled), tree.folder, folder)
        return self._kept[key]


def _chosen(tree: Tree, *, sampled: bool) -> list[Path]:
    return sample(tree.folder) if sampled else programs(tree.folder)
