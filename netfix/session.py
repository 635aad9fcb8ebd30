"""One run of the command: files are found, processed, written or shown, and summed up in an exit code."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import click

from netfix.codemods import SYNTAX
from netfix.engine.discovery import DiscoveryError, Found, discover
from netfix.engine.process import Mode, Task, process_source
from netfix.engine.project import RunScope
from netfix.engine.results import Failed, Processed, Result
from netfix.engine.run import Limits, process_paths
from netfix.engine.settings import Settings
from netfix.engine.source import Source, SourceError
from netfix.engine.write import WriteRefused, write_atomic
from netfix.reports.diff import coloured, unified_diff
from netfix.reports.text import by_safety, count, failure_line, finding_line, python2_lines
from netfix.selection import UnknownName, migration, select

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.dialect import Target
    from netfix.engine.results import Located

_STDIN = "-"


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says. `color`: None to decide by the terminal."""

    paths: tuple[str, ...]
    diff: bool
    in_place: bool
    migrate: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    unsafe: bool
    target: Target
    exclude: tuple[str, ...]
    respect_gitignore: bool
    stdin_filename: str
    output_format: str
    jobs: int
    timeout: float
    quiet: bool
    verbose: bool
    color: bool | None


@dataclass(slots=True)
class _Tally:
    """What has happened so far."""

    processed: int = 0
    failed: int = 0
    applied: list[Located] = field(default_factory=list["Located"])
    remaining: list[Located] = field(default_factory=list["Located"])
    changed: int = 0
    python2: list[Processed] = field(default_factory=list[Processed])


class Session:
    """A run of the command with its options."""

    def __init__(self, options: Options) -> None:
        """Take the options. Raises click.UsageError for a name that does not exist."""
        self._options = options
        self._tally = _Tally()
        try:
            self._task = self._make_task()
        except UnknownName as error:
            raise click.UsageError(str(error)) from error

    def _make_task(self) -> Task:
        options = self._options
        steps = migration(options.migrate, options.ignore) if options.migrate else (
            select(options.select, options.ignore, unsafe=options.unsafe),
        )  # fmt: skip
        mode = Mode.FIX if options.diff or options.in_place else Mode.FIND
        scope = None if options.paths == (_STDIN,) else RunScope(
            options.paths, options.exclude, options.respect_gitignore
        )  # fmt: skip
        asked = Settings((), SYNTAX, options.target, options.unsafe, scope=scope)
        return Task(tuple(replace(asked, codemods=step) for step in steps), mode)

    def run(self) -> int:
        """Process everything and give the exit code."""
        for result in self._results():
            if isinstance(result, Failed):
                self._fail(result)
            else:
                self._accept(result)
        if self._options.output_format == "json" and not self._writes_source():
            from netfix.reports.json_format import as_json  # noqa: PLC0415 - json is not imported otherwise

            click.echo(as_json(self._tally.remaining))
        if not self._options.quiet:
            self._summarise()
        if self._tally.failed:
            return 2
        return 1 if self._tally.remaining or (self._options.diff and self._tally.changed) else 0

    def _results(self) -> Iterator[Result]:
        """Give the result of each file in order, problems of discovery among them."""
        options = self._options
        if options.paths == (_STDIN,):
            yield self._from_stdin()
            return
        paths: list[str] = []
        for found in discover(options.paths, exclude=options.exclude, respect_gitignore=options.respect_gitignore):
            if isinstance(found, Found):
                paths.append(found.path)
            else:
                yield _undiscovered(found)
        yield from self._held_back(
            process_paths([(path, self._task) for path in paths], Limits(options.jobs, options.timeout))
        )

    def _held_back(self, results: Iterator[Result]) -> Iterator[Result]:
        """Give results at once; all together if files are written that others may yet be looked at for."""
        reads_others = any(codemod.reads_others for codemod in self._task.everything.codemods)
        return iter(list(results)) if self._options.in_place and reads_others else results

    def _from_stdin(self) -> Result:
        try:
            source = Source.from_bytes(self._options.stdin_filename, sys.stdin.buffer.read())
        except SourceError as error:
            return Failed(self._options.stdin_filename, error.line, error.reason)
        result = process_source(source, self._task)
        if self._writes_source() and isinstance(result, Processed):
            _write_bytes(source.data if result.after is None else result.after)
        return result

    def _writes_source(self) -> bool:
        """Whether standard output is the rewritten program."""
        return self._options.paths == (_STDIN,) and self._options.in_place

    def _in_colour(self) -> bool:
        """Whether standard output gets colours: as asked for, else if it is a terminal."""
        return sys.stdout.isatty() if self._options.color is None else self._options.color

    def _accept(self, result: Processed) -> None:
        """Write or show what came of a file."""
        tally, options = self._tally, self._options
        tally.processed += 1
        if result.dialect is not result.dialect_after or result.dialect.name == "PYTHON2":
            tally.python2.append(result)
        if result.before is not None and result.after is not None:
            if options.diff:
                diff = unified_diff(result.path, result.before, result.after)
                _write_bytes(coloured(diff) if self._in_colour() else diff)
            elif options.paths != (_STDIN,) and not self._write(result.path, result.before, result.after):
                return
            tally.changed += 1
        tally.applied += result.applied
        tally.remaining += result.findings
        if options.output_format == "text":
            self._show(result)
        elif options.verbose:
            self._say(f"{result.path}: {count(len(result.findings), 'finding')}")

    def _write(self, path: str, before: bytes, after: bytes) -> bool:
        try:
            write_atomic(path, after, expected=before)
        except (WriteRefused, OSError) as error:
            self._fail(Failed(path, None, f"not rewritten: {error}"))
            return False
        return True

    def _show(self, result: Processed) -> None:
        """Show findings on standard output; beside a diff or a program, on standard error."""
        options = self._options
        aside = options.diff or self._writes_source()
        if options.in_place and result.after is not None:
            self._say(f"{result.path}: rewritten, {count(len(result.applied), 'finding')} applied")
        elif options.verbose:
            self._say(f"{result.path}: {count(len(result.findings), 'finding')}")
        if options.diff and not options.verbose:
            return  # what a diff leaves is counted in the summary
        for finding in result.findings:
            click.echo(finding_line(finding), err=aside, color=options.color)

    def _fail(self, failure: Failed) -> None:
        self._tally.failed += 1
        self._say(failure_line(failure))

    def _say(self, line: str) -> None:
        click.echo(line, err=True, color=self._options.color)

    def _summarise(self) -> None:
        tally, options = self._tally, self._options
        for line in python2_lines(tally.python2, written=options.in_place):
            self._say(line)
        parts = [count(tally.processed, "file") + " read"]
        if options.diff or options.in_place:
            verb = "rewritten" if options.in_place else "would be rewritten"
            parts.append(f"{count(tally.changed, 'file')} {verb} ({count(len(tally.applied), 'finding')})")
        left = f"{count(len(tally.remaining), 'finding')}" + (" left" if options.diff or options.in_place else "")
        details = by_safety(tally.remaining)
        parts.append(f"{left} ({details})" if details else left)
        if tally.failed:
            parts.append(f"{count(tally.failed, 'file')} could not be processed")
        self._say(", ".join(parts))


def _undiscovered(error: DiscoveryError) -> Failed:
    return Failed(error.path, None, error.reason)


def _write_bytes(data: bytes) -> None:
    """Write bytes to standard output, after what was written as text."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
