"""One file, from path to result. Runs in worker processes; writes nothing."""

from __future__ import annotations

import sys
import threading
import traceback
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from netfix.engine.dialect import Dialect, detect
from netfix.engine.parsing import ParseFailed
from netfix.engine.results import Failed, Located, Processed, Result, located
from netfix.engine.rewrite import RewriteFailed, Settings, analyse, fix_steps, worth_analysing
from netfix.engine.source import Source, SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
class Task:
    """What to do with each file of a run: steps in order, each until stable (one, unless it is a migration)."""

    steps: tuple[Settings, ...]
    mode: Mode

    @property
    def everything(self) -> Settings:
        """All steps' codemods as one: what is looked for in the end."""
        codemods = dict.fromkeys(codemod for step in self.steps for codemod in step.codemods)
        return replace(self.steps[0], codemods=tuple(codemods))


def process_files(paths: Sequence[str], task: Task) -> list[Result]:
    """Process files in order. Whatever goes wrong with one ends as its `Failed`."""
    return _with_deep_stack(lambda: [process_file(path, task) for path in paths])


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
            return _found(source, everything)
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


def _found(source: Source, settings: Settings) -> Processed:
    analysis = analyse(source.text, settings, path=source.path)
    findings = located(analysis.findings, source.text, source.path)
    return Processed(source.path, analysis.dialect, analysis.dialect, findings)


def _fixed(source: Source, task: Task) -> Processed:
    fixed = fix_steps(source.text, task.steps, path=source.path)
    applied = located(fixed.applied, source.text, source.path)
    if task.mode is Mode.FIND:
        # What a migration finds is seen only while it runs: tell of all, at their places in the file as it is.
        remaining = located(map(fixed.at_origin, fixed.remaining), source.text, source.path)
        return Processed(source.path, fixed.dialect, fixed.dialect, tuple(sorted(applied + remaining, key=_place)))
    changed = fixed.text != source.text
    return Processed(
        source.path,
        fixed.dialect,
        fixed.dialect_after,
        located(fixed.remaining, fixed.text, source.path),
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
