"""One file, from path to result. Runs in worker processes; writes nothing."""

from __future__ import annotations

import sys
import threading
import traceback
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from netfix.engine.analyse import analyse, worth_analysing
from netfix.engine.dialect import Dialect, detect
from netfix.engine.parsing import ParseFailed
from netfix.engine.passes import RewriteFailed
from netfix.engine.results import Failed, Located, Processed, Result, located
from netfix.engine.rewrite import fix_steps
from netfix.engine.source import Source, SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from netfix.engine.findings import Finding
    from netfix.engine.settings import Settings

ResultT = TypeVar("ResultT")

#: Deep nesting recurses in LibCST's code generation: one level of the program takes a few Python frames. With
#: this stack 5,000 chained attributes and 3,000 nested operators are read like anything else.
_STACK = 512 * 1024 * 1024
_RECURSION_LIMIT = 150_000


class Mode(Enum):
    """What is wanted of a file: its findings, or what becomes of it."""

    FIND = "find"
    FIX = "fix"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which findings of a file are meant, by their places in the file as it was; None: all.

    `lines` are spans of lines, first and last, of which one must touch the finding. `places` are codemod, line and
    column of each finding whose rewrite is wanted; the others are found and not applied. All count from 1.
    """

    lines: tuple[tuple[int, int], ...] | None = None
    places: frozenset[tuple[str, int, int]] | None = None

    def shows(self, finding: Located) -> bool:
        """Whether the finding is to be seen."""
        return self.lines is None or any(
            first <= finding.end_line and finding.line <= last for first, last in self.lines
        )

    def takes(self, finding: Located) -> bool:
        """Whether the finding's rewrite is wanted."""
        place = (finding.codemod, finding.line, finding.column)
        return self.shows(finding) and (self.places is None or place in self.places)


@dataclass(frozen=True, slots=True)
class Task:
    """What to do with a file: steps in order, each until stable (one, unless it is a migration)."""

    steps: tuple[Settings, ...]
    mode: Mode
    choice: Choice = Choice()

    @property
    def everything(self) -> Settings:
        """All steps' codemods as one: what is looked for in the end."""
        codemods = dict.fromkeys(codemod for step in self.steps for codemod in step.codemods)
        return replace(self.steps[0], codemods=tuple(codemods))


def process_files(files: Sequence[tuple[str, Task]]) -> list[Result]:
    """Process files in order, each with its own task. Whatever goes wrong with one ends as its `Failed`."""
    return _with_deep_stack(lambda: [process_file(path, task) for path, task in files])


def process_file(path: str, task: Task) -> Result:
    """Read and process one file."""
    try:
        source = Source.read(path)
    except SourceError as error:
        return Failed(path, error.line, error.reason)
    except OSError as error:
        return Failed(path, None, error.strerror or str(error))
    return process_source(source, task)


def process_source(source: Source, task: Task) -> Result:
    """Process a file's text."""
    everything = task.everything
    try:
        if not worth_analysing(source.data, everything):
            # Nothing to find, but a file that nothing can read must not pass for one that is in order.
            dialect = detect(source.text, everything.target)
            return Processed(source.path, dialect, dialect)
        if task.mode is Mode.FIND and len(task.steps) == 1:
            return _found(source, everything, task.choice)
        return _fixed(source, task)
    except (ParseFailed, SourceError) as error:
        return Failed(source.path, error.line, error.reason)
    except RewriteFailed as error:
        return Failed(source.path, None, f"left as it was because of a bug in netfix: {error.reason}")
    except RecursionError:
        return Failed(source.path, None, "nests too deep to be analysed")
    except Exception as error:  # noqa: BLE001 - a codemod that trips over one file must not cost the others
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{frame.filename.rpartition('netfix')[2].lstrip('/')}:{frame.lineno}"
        reason = f"left as it was because of a bug in netfix: {type(error).__name__}: {error} ({where})"
        return Failed(source.path, None, reason)


def _found(source: Source, settings: Settings, choice: Choice) -> Processed:
    analysis = analyse(source.text, settings, path=source.path)
    findings = filter(choice.shows, located(analysis.findings, source.text, source.path))
    return Processed(source.path, analysis.dialect, analysis.dialect, tuple(findings))


def _fixed(source: Source, task: Task) -> Processed:
    def at_origin(findings: Iterable[Finding]) -> tuple[Located, ...]:
        return located(findings, source.text, source.path)

    def wanted(finding: Finding) -> bool:
        return task.choice.takes(*at_origin([finding]))

    everything = task.choice == Choice()
    fixed = fix_steps(source.text, task.steps, path=source.path, wanted=None if everything else wanted)
    applied = at_origin(fixed.applied)
    places = at_origin(map(fixed.at_origin, fixed.remaining))
    if task.mode is Mode.FIND:
        # What a migration finds is seen only while it runs: tell of all, at their places in the file as it is.
        shown = filter(task.choice.shows, applied + places)
        return Processed(source.path, fixed.dialect, fixed.dialect, tuple(sorted(shown, key=_place)))
    changed = fixed.text != source.text
    left = zip(places, located(fixed.remaining, fixed.text, source.path), strict=True)
    return Processed(
        source.path,
        fixed.dialect,
        fixed.dialect_after,
        tuple(finding for place, finding in left if task.choice.shows(place)),
        applied,
        source.data if changed else None,
        source.encode(fixed.text) if changed else None,
        source.encoding,
        fixed.kept_python2 if fixed.dialect_after is Dialect.PYTHON2 else None,
    )


def _place(finding: Located) -> tuple[int, int, str]:
    return finding.line, finding.column, finding.codemod


def _with_deep_stack(work: Callable[[], ResultT]) -> ResultT:
    """Call `work` in a thread whose stack and recursion limit bear deeply nested programs."""
    outcome: list[ResultT] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            outcome.append(work())
        except BaseException as error:  # noqa: BLE001 - handed to the caller's thread, whatever it is
            errors.append(error)

    stack, limit = threading.stack_size(), sys.getrecursionlimit()
    try:
        threading.stack_size(_STACK)
        sys.setrecursionlimit(max(limit, _RECURSION_LIMIT))
        thread = threading.Thread(target=run, daemon=True)
        thread.start()
    finally:
        threading.stack_size(stack)
    try:
        thread.join()
    finally:
        sys.setrecursionlimit(limit)
    if errors:
        raise errors[0]
    return outcome[0]
