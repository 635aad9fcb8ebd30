"""One file, from path to result. Runs in worker processes; writes nothing."""

from __future__ import annotations

import gc
import sys
import threading
from typing import TYPE_CHECKING, TypeVar

from netfix.engine.analyse import analyse, worth_analysing
from netfix.engine.dialect import Dialect, detect
from netfix.engine.findings import RewriteFailed
from netfix.engine.parsing import ParseFailed
from netfix.engine.reading import read_source, source_of
from netfix.engine.results import Failed, Located, Processed, Result
from netfix.engine.source import Source, SourceError
from netfix.engine.task import Choice, Mode, Task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from netfix.engine.findings import Finding
    from netfix.engine.notebook import Notebook
    from netfix.engine.rewrite import Fixed
    from netfix.engine.settings import Settings

ResultT = TypeVar("ResultT")

#: Deep nesting recurses in LibCST's code generation: one level of the program takes a few Python frames. With
#: this stack 5,000 chained attributes and 3,000 nested operators are read like anything else.
_STACK = 512 * 1024 * 1024
_RECURSION_LIMIT = 150_000


def process_files(files: Sequence[tuple[str, Task]]) -> list[Result]:
    """Process files in order, each with its own task. Whatever goes wrong with one ends as its `Failed`."""
    return with_deep_stack(lambda: [_process_without_pauses(path, task) for path, task in files])


def _process_without_pauses(path: str, task: Task) -> Result:
    """Process a file while the garbage collector rests: a syntax tree is a million objects, and none is garbage yet."""
    rests = gc.isenabled()
    gc.disable()
    try:
        return _process_recorded(path, task)
    finally:
        if rests:
            gc.enable()


def _process_recorded(path: str, task: Task) -> Result:
    """Process a file, and note which others its result rests on."""
    project = task.everything.project
    if project is None:
        return process_file(path, task)
    with project.recorded() as reads:
        result = process_file(path, task)
    return result._replace(reads=tuple(sorted(reads.items()))) if isinstance(result, Processed) and reads else result


def process_file(path: str, task: Task) -> Result:
    """Read and process one file."""
    try:
        source = read_source(path)
    except SourceError as error:
        return unreadable(path, error)
    return process_source(source, task)


def process_bytes(path: str, data: bytes, task: Task) -> Result:
    """Process what is, or is to be, in a file at `path`."""
    try:
        source = source_of(path, data)
    except SourceError as error:
        return unreadable(path, error)
    return process_source(source, task)


def unreadable(path: str, error: SourceError) -> Failed:
    """Say of a file that it is no Python source, or no notebook."""
    return Failed(path, error.line, error.reason, error.cell)


def process_source(source: Source | Notebook, task: Task) -> Result:
    """Process a file's text."""
    everything = task.everything
    try:
        if not worth_analysing(source.code, everything):
            # Nothing to find, but a file that nothing can read must not pass for one that is in order.
            dialect = detect(source.text, everything.target)
            return Processed(source.path, dialect, dialect)
        if task.mode is Mode.IGNORE:
            return _ignored(source, everything, task.choice)
        if task.mode is Mode.FIND and len(task.steps) == 1:
            return _found(source, everything, task)
        return _fixed(source, task)
    except (ParseFailed, SourceError) as error:
        return source.failed(error.line, error.reason)
    except RewriteFailed as error:
        return Failed(source.path, None, f"left as it was because of a bug in netfix: {error.reason}")
    except RecursionError:
        return Failed(source.path, None, "nests too deep to be analysed")
    except Exception as error:  # noqa: BLE001 - a codemod that trips over one file must not cost the others
        import traceback  # noqa: PLC0415 - as few files as possible need it

        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{frame.filename.rpartition('netfix')[2].lstrip('/')}:{frame.lineno}"
        reason = f"left as it was because of a bug in netfix: {type(error).__name__}: {error} ({where})"
        return Failed(source.path, None, reason)


def _found(source: Source | Notebook, settings: Settings, task: Task) -> Processed:
    analysis = analyse(source.text, settings, path=source.path)
    findings = tuple(filter(task.choice.shows, source.located(analysis.findings, source.text)))
    before = source.data if task.keep and findings else None
    return Processed(source.path, analysis.dialect, analysis.dialect, findings, before=before)


def _fixed(source: Source | Notebook, task: Task) -> Processed:
    def at_origin(findings: Iterable[Finding]) -> tuple[Located, ...]:
        return source.located(findings, source.text)

    def wanted(finding: Finding) -> bool:
        return task.choice.takes(*at_origin([finding]))

    from netfix.engine.rewrite import fix_steps  # noqa: PLC0415 - what only looks rewrites nothing

    everything = task.choice == Choice()
    fixed = fix_steps(source.text, task.steps, path=source.path, wanted=None if everything else wanted)
    if task.mode is Mode.PREVIEW:
        return _previewed(source, fixed, task.choice)
    applied = at_origin(fixed.applied)
    places = at_origin(map(fixed.at_origin, fixed.remaining))
    if task.mode is Mode.FIND:
        # What a migration finds is seen only while it runs: tell of all, at their places in the file as it is.
        shown = tuple(sorted(filter(task.choice.shows, applied + places), key=_place))
        before = source.data if task.keep and shown else None
        return Processed(source.path, fixed.dialect, fixed.dialect, shown, before=before)
    changed = fixed.text != source.text
    left = zip(places, source.located(fixed.remaining, fixed.text), strict=True)
    return Processed(
        source.path,
        fixed.dialect,
        fixed.dialect_after,
        tuple(finding for place, finding in left if task.choice.shows(place)),
        applied,
        source.data if changed or (task.keep and fixed.remaining) else None,
        source.encode(fixed.text) if changed else None,
        source.encoding,
        fixed.kept_python2 if fixed.dialect_after is Dialect.PYTHON2 else None,
    )


def _previewed(source: Source | Notebook, fixed: Fixed, choice: Choice) -> Processed:
    """Give all findings at their places in the program as it was; what remains has its edits in what becomes of it.

    In a notebook, whose edits are those of its JSON, it has none.
    """

    def at_origin(findings: Iterable[Finding]) -> tuple[Located, ...]:
        return tuple(filter(choice.shows, source.located(findings, source.text)))

    edits_count = isinstance(source, Source)
    remaining = (
        fixed.at_origin(finding)._replace(edits=finding.edits if edits_count else ()) for finding in fixed.remaining
    )
    changed = fixed.text != source.text
    seen = changed or fixed.applied or fixed.remaining
    return Processed(
        source.path,
        fixed.dialect,
        fixed.dialect_after,
        at_origin(remaining),
        at_origin(fixed.applied),
        source.data if seen else None,
        source.encode(fixed.text) if changed else None,
        source.encoding,
        fixed.kept_python2 if fixed.dialect_after is Dialect.PYTHON2 else None,
    )


def _ignored(source: Source | Notebook, settings: Settings, choice: Choice) -> Processed:
    from netfix.engine.add_ignores import with_ignores  # noqa: PLC0415 - few runs ask

    def wanted(finding: Finding) -> bool:
        return choice.takes(*source.located([finding], source.text))

    text, suppressed = with_ignores(source.text, settings, path=source.path, wanted=wanted)
    analysis = analyse(text, settings, path=source.path)
    changed = text != source.text
    return Processed(
        source.path,
        analysis.dialect,
        analysis.dialect,
        source.located(analysis.findings, text),
        source.located(suppressed, source.text),
        source.data if changed else None,
        source.encode(text) if changed else None,
        source.encoding,
    )


def _place(finding: Located) -> tuple[int, int, str]:
    return finding.line, finding.column, finding.codemod


def with_deep_stack(work: Callable[[], ResultT]) -> ResultT:
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


__all__ = [
    "Choice",
    "Mode",
    "Task",
    "process_bytes",
    "process_file",
    "process_files",
    "process_source",
    "unreadable",
    "with_deep_stack",
]
