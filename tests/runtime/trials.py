"""Many runs at once: each program in each situation, before and after netfix."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from servers import serving

from .outcomes import Outcome, run

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from .programs import Program

#: Runs at a time: most of them wait.
_AT_ONCE = 6


@dataclass(frozen=True, slots=True)
class Trial:
    """A program to run in one situation."""

    program: Program
    situation: str
    is_after: bool


@dataclass(slots=True)
class _Servers:
    """Servers that are started when they are first asked for."""

    stack: ExitStack
    ports: dict[object, int] = field(default_factory=dict[object, int])
    lock: Lock = field(default_factory=Lock)

    def port(self, trial: Trial) -> int:
        """Give the port of a server for a trial: of its own if it leaves traces."""
        use = trial.program.use
        key: object = trial if trial.program.changes_the_server else (use.kind, trial.situation, use.marker)
        with self.lock:
            if key not in self.ports:
                self.ports[key] = self.stack.enter_context(serving(use.kind, trial.situation, *use.marker)).port
            return self.ports[key]


def run_all(trials: Iterable[Trial], folder: Path) -> dict[Trial, Outcome]:
    """Run all of them, in folders of their own below `folder`, and give what came of each."""
    asked = list(trials)
    with ExitStack() as stack, ThreadPoolExecutor(_AT_ONCE) as pool:
        servers = _Servers(stack)

        def run_one(number: int) -> Outcome:
            trial = asked[number]
            own = folder / str(number)
            own.mkdir()
            return run(trial.program, trial.situation, servers.port(trial), own)

        return dict(zip(asked, pool.map(run_one, range(len(asked))), strict=True))


def trials_of(programs: Iterable[Program], situations: Iterable[str]) -> list[Trial]:
    """Give the trials of programs before and after netfix."""
    wanted = list(situations)
    return [
        Trial(version, situation, version is not program)
        for program in programs
        for version in (program, program.fixed())
        for situation in wanted
        if situation not in program.use.never
    ]


def unsafe_trials_of(programs: Iterable[Program], situations: Iterable[str]) -> list[Trial]:
    """Give the trials of what --unsafe makes of programs."""
    wanted = list(situations)
    return [
        Trial(program.fixed_unsafely(), situation, is_after=True)
        for program in programs
        for situation in wanted
        if situation not in program.use.never
    ]
