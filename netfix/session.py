"""One run of the command: files are found, processed, written or shown, and summed up in an exit code."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from netfix.engine.discovery import DiscoveryError
from netfix.engine.results import Failed, Processed, Result
from netfix.engine.run import Limits, process_paths, process_remotely
from netfix.engine.task import Choice, Mode, Task
from netfix.options import STDIN
from netfix.reports.formats import Needs
from netfix.reports.output import Output
from netfix.reports.report import Run
from netfix.reports.text import by_safety, count, failure_line, python2_lines
from netfix.selection import UnknownName
from netfix.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netfix.changed import Changed
    from netfix.engine.remote import ClusterExecutor
    from netfix.engine.results import Located
    from netfix.options import Options


class _Tally:
    """What has happened so far."""

    def __init__(self) -> None:
        self.processed = 0
        self.failed = 0
        self.applied: list[Located] = []
        self.remaining: list[Located] = []
        self.changed = 0
        self.python2: list[Processed] = []


class Session:
    """A run of the command with its options."""

    def __init__(self, options: Options) -> None:
        """Take the options. Raises click.UsageError for a name that does not exist."""
        self._options = options
        self._tally = _Tally()
        self._output = Output(options.output_file, options.color, quiet=options.quiet)
        try:
            # Who is asked about each rewrite can be asked about the unsafe ones, which a person should look at.
            self._tasks = Tasks(
                options.asked,
                options.mode,
                unsafe=options.interactive,
                keep=options.format.needs is not Needs.FINDINGS,
                shard=options.shard,
            )
            self._changed = _changed(options.changed, options.paths) if options.changed else None
            self._cluster = _cluster(options.executor) if options.executor else None
        except UnknownName as error:
            raise click.UsageError(str(error)) from error

    def run(self) -> int:
        """Process everything and give the exit code."""
        if self._options.interactive:
            return self._interview()
        options, tally = self._options, self._tally
        with self._output:
            self._report()
            if not options.quiet:
                self._summarise()
        fixed = tally.changed and (options.diff or (options.in_place and options.exit_non_zero_on_fix))
        return self._exit_code(found=bool(tally.remaining or fixed))

    def _report(self) -> None:
        """Do the work, and say what comes of it in the format that is asked for, as it comes."""
        options, output = self._options, self._output
        run = Run(written=options.in_place, unsafe=options.unsafe, links=output.links)
        # Beside a diff or a program findings go to standard error, and only lines of text make sense there.
        aside = options.diff or (self._writes_source() and options.output_file is None)
        said = options.output_format == "text" and (options.verbose or not options.diff)
        for piece in options.format.render(self._acted(), run):
            if not aside:
                output.write(piece)
            elif said:
                self._say(piece.removesuffix("\n"))

    def _acted(self) -> Iterator[Result]:
        """Give results, each after what is to be done about it has been done."""
        for result in self._results():
            done = result if isinstance(result, Failed) else self._accept(result)
            if isinstance(done, Failed):
                self._fail(done)
            yield done

    def _exit_code(self, *, found: bool) -> int:
        if self._tally.failed:
            return 2
        return int(found and not self._options.exit_zero)

    def _results(self) -> Iterator[Result]:
        """Give the result of each file in order, problems of discovery among them."""
        options = self._options
        if options.paths == (STDIN,):
            yield self._from_stdin()
            return
        if options.merge_reports:
            yield from self._merged()
            return
        work: list[tuple[str, Task]] = []
        for found in self._tasks.files():
            if isinstance(found, DiscoveryError):
                yield _undiscovered(found)
            elif task := self._task_of(found.path):
                work.append((found.path, task))
        progress = self._output.progress
        progress.expect(len(work))
        yield from self._held_back(work, self._processed(work))
        progress.end()

    def _processed(self, work: list[tuple[str, Task]]) -> Iterator[Result]:
        """Give the results of files in order, those of earlier runs among them."""
        options, advance = self._options, self._output.progress.advance

        def process(files: Sequence[tuple[str, Task]]) -> Iterator[Result]:
            advance(len(work) - len(files))
            if self._cluster is not None:
                return process_remotely(files, self._cluster, Limits(options.jobs, options.timeout), advanced=advance)
            return process_paths(files, Limits(options.jobs, options.timeout), advanced=advance)

        if options.no_cache or not work:
            yield from process(work)
            return
        from netfix.engine.cache import Cache, default_folder  # noqa: PLC0415 - not without one

        cache = Cache(options.cache_dir or default_folder())
        yield from cache.process(work, process)
        for note in cache.notes:
            self._say(f"note: {note}")

    def _merged(self) -> Iterator[Result]:
        """Give what reports of other runs say."""
        from netfix.reports.merging import NotAReport, merged, with_text  # noqa: PLC0415 - few runs do

        try:
            results = merged(self._options.paths)
        except NotAReport as error:
            raise click.ClickException(str(error)) from error
        yield from map(with_text, results) if self._options.format.needs is Needs.TEXT else results

    def _task_of(self, path: str) -> Task | None:
        """Give what is to be done with a file, None for nothing."""
        task = self._tasks.of(path)
        if self._changed is None:
            return task
        if not self._changed.includes(path):
            return None
        return task._replace(choice=Choice(lines=self._changed.lines(path)))

    def _interview(self) -> int:
        """Ask about each rewrite, and give the exit code."""
        from netfix.interactive.answers import Answers  # noqa: PLC0415 - only an interview needs it
        from netfix.interactive.interview import Interview  # noqa: PLC0415 - as above

        memory = Answers(self._options.paths)
        if self._options.restart:
            memory.forget()
        asked: list[tuple[str, Task]] = []
        for result in self._results():
            if isinstance(result, Failed):
                self._fail(result)
                continue
            self._tally.processed += 1
            self._tally.remaining += result.findings
            task = self._task_of(result.path)
            if task and any(finding.edits for finding in result.findings):
                asked.append((result.path, task))
        outcome = Interview(memory, sys.stdin, color=self._options.color).run(asked)
        for failed in outcome.failed:
            self._fail(failed)
        left = len(self._tally.remaining) - outcome.applied
        if not self._options.quiet:
            applied = f"{count(outcome.changed, 'file')} rewritten ({count(outcome.applied, 'finding')})"
            self._say(f"{count(self._tally.processed, 'file')} read, {applied}, {count(max(left, 0), 'finding')} left")
        return self._exit_code(found=left > 0 or outcome.left_early)

    def _held_back(self, work: list[tuple[str, Task]], results: Iterator[Result]) -> Iterator[Result]:
        """Give results at once; all together if files are written that others may yet be looked at for."""
        tasks = {id(task): task for _, task in work}.values()
        reads_others = any(listed.reads_others for task in tasks for listed in task.listed)
        return iter(list(results)) if self._options.writes and reads_others else results

    def _from_stdin(self) -> Result:
        from netfix.engine.process import process_bytes  # noqa: PLC0415 - most runs read files

        data = sys.stdin.buffer.read()
        result = process_bytes(self._options.stdin_filename, data, self._tasks.of(self._options.stdin_filename))
        if self._writes_source() and isinstance(result, Processed):
            self._output.write_program(data if result.after is None else result.after)
        return result

    def _writes_source(self) -> bool:
        """Whether standard output is the rewritten program."""
        return self._options.paths == (STDIN,) and self._options.writes

    def _accept(self, result: Processed) -> Result:
        """Write or show what came of a file, and give the result; what could not be written has failed."""
        tally, options = self._tally, self._options
        tally.processed += 1
        if result.dialect is not result.dialect_after or result.dialect.name == "PYTHON2":
            # Of thousands of files only what the summary says is kept.
            after = None if result.after is None else b""
            tally.python2.append(result._replace(findings=(), applied=(), before=None, after=after))
        if result.before is not None and result.after is not None:
            if options.diff:
                from netfix.reports.diff import unified_diff  # noqa: PLC0415 - many runs rewrite nothing

                self._output.diff(unified_diff(result.path, result.before, result.after), result.encoding)
            elif options.writes and options.paths != (STDIN,):
                from netfix.engine.write import WriteRefused, write_atomic  # noqa: PLC0415 - as above

                try:
                    write_atomic(result.path, result.after, expected=result.before)
                except (WriteRefused, OSError) as error:
                    return Failed(result.path, None, f"not rewritten: {error}")
            tally.changed += options.diff or options.writes
        only_shown = options.mode is Mode.PREVIEW and not options.in_place
        if only_shown:
            tally.remaining += result.applied
        else:
            tally.applied += result.applied
        tally.remaining += result.findings
        self._tell(result)
        return result

    def _tell(self, result: Processed) -> None:
        """Say what was done with a file."""
        options = self._options
        if options.output_format != "text":
            if options.verbose:
                self._say(f"{result.path}: {count(len(result.findings), 'finding')}")
        elif options.add_ignores and result.after is not None:
            self._say(f"{result.path}: {count(len(result.applied), 'finding')} ignored from now on")
        elif options.in_place and result.after is not None:
            self._say(f"{result.path}: rewritten, {count(len(result.applied), 'finding')} applied")
        elif options.verbose:
            self._say(f"{result.path}: {count(len(result.findings), 'finding')}")

    def _fail(self, failure: Failed) -> None:
        self._tally.failed += 1
        self._say(failure_line(failure))

    def _say(self, line: str) -> None:
        self._output.say(line)

    def _summarise(self) -> None:
        tally, options = self._tally, self._options
        for line in (
            ()
            if options.add_ignores
            else python2_lines(tally.python2, written=options.in_place, migrated=options.migrate == "python3")
        ):
            self._say(line)
        self._output.summary_table([*tally.applied, *tally.remaining])
        parts = [count(tally.processed, "file") + " read"]
        if options.add_ignores:
            verb = "would get comments" if options.diff else "got comments"
            parts.append(f"{count(tally.changed, 'file')} {verb} ({count(len(tally.applied), 'finding')})")
        elif options.diff or options.in_place:
            verb = "rewritten" if options.in_place else "would be rewritten"
            parts.append(f"{count(tally.changed, 'file')} {verb} ({count(len(tally.applied), 'finding')})")
        left = f"{count(len(tally.remaining), 'finding')}" + (" left" if options.diff or options.in_place else "")
        details = by_safety(tally.remaining)
        parts.append(f"{left} ({details})" if details else left)
        if tally.failed:
            parts.append(f"{count(tally.failed, 'file')} could not be processed")
        self._say(", ".join(parts))


def _changed(revision: str, paths: Sequence[str]) -> Changed:
    from netfix.changed import NotFromGit, changed_since  # noqa: PLC0415 - few runs ask git

    try:
        return changed_since(revision, paths)
    except NotFromGit as error:
        raise click.UsageError(str(error)) from error


def _cluster(address: str) -> ClusterExecutor:
    from netfix.engine.remote import NoCluster, connect  # noqa: PLC0415 - few runs have one

    try:
        return connect(address)
    except NoCluster as error:
        raise click.ClickException(f"--executor: {error}") from error


def _undiscovered(error: DiscoveryError) -> Failed:
    return Failed(error.path, None, error.reason)
