"""What the command line asks of a run, and which of it contradicts itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netfix.engine.task import Mode
from netfix.reports.formats import FORMATS, STATISTICS, Format, Needs

if TYPE_CHECKING:
    from netfix.engine.languages import Target
    from netfix.engine.shard import Shard
    from netfix.tasks import Asked

#: The path that is standard input.
STDIN = "-"


# A named tuple for the reason given in `netfix.config.model`.
class Options(NamedTuple):
    """What the command line says, and where it says nothing, the configuration of the current folder.

    `asked` is the command line's part of what holds for files, whose own configurations may say more. `color`: None to
    decide by the terminal.
    """

    asked: Asked
    paths: tuple[str, ...]
    diff: bool
    in_place: bool
    migrate: str | None
    select: tuple[str, ...]
    unsafe: bool
    target_version: Target
    stdin_filename: str
    output_format: str
    jobs: int
    timeout: float
    quiet: bool
    verbose: bool
    color: bool | None
    interactive: bool
    restart: bool
    changed: str | None
    watch: bool
    check: bool
    add_ignores: bool
    cache_dir: str | None
    no_cache: bool
    exit_zero: bool
    exit_non_zero_on_fix: bool
    output_file: str | None
    statistics: bool
    shard: Shard | None
    executor: str | None
    merge_reports: bool

    def contradiction(self) -> str | None:
        """Say which options exclude each other, None if none do."""
        if self.diff and self.in_place:
            return "--diff and --in-place exclude each other"
        if self.check and (self.in_place or self.interactive or self.add_ignores):
            return "--check writes nothing, so no mode that does has a place beside it"
        if self.add_ignores and (self.in_place or self.migrate or self.interactive):
            return "--add-ignores writes nothing but comments: no --in-place, --migrate or --interactive beside it"
        if self.migrate and self.select:
            return "--migrate brings its own codemods, so --select has no place"
        if STDIN in self.paths and len(self.paths) > 1:
            return "- cannot be mixed with other paths"
        if self.stdin_filename != "<stdin>" and STDIN not in self.paths:
            return "--stdin-filename goes with the path -"
        if STDIN in self.paths and (self.interactive or self.changed or self.watch):
            return "- is read once, as a whole, so --interactive, --changed and --watch have no place"
        if self.interactive:
            return self._interactive_contradiction()
        return self._lone_option() or self._merging_contradiction() or self._format_contradiction()

    @property
    def writes(self) -> bool:
        """Whether files, or standard output, get what becomes of a program."""
        return self.in_place or (self.add_ignores and not self.diff)

    @property
    def format(self) -> Format:
        """How findings are shown."""
        return (STATISTICS if self.statistics else FORMATS)[self.output_format]

    @property
    def mode(self) -> Mode:
        """What is wanted of each file."""
        if self.add_ignores:
            return Mode.IGNORE
        if self.format.needs is Needs.PREVIEW:
            return Mode.PREVIEW
        return Mode.FIX if self.diff or self.in_place else Mode.FIND

    def _lone_option(self) -> str | None:
        if self.restart:
            return "--restart goes with --interactive"
        if self.exit_zero and self.exit_non_zero_on_fix:
            return "--exit-zero and --exit-non-zero-on-fix exclude each other"
        return None

    def _merging_contradiction(self) -> str | None:
        if self.merge_reports and (self.writes or self.diff or self.watch or self.shard):
            return "--merge-reports reads reports and no programs: only formats have a place beside it"
        if self.merge_reports and self.format.needs is Needs.PREVIEW:
            return f"reports do not say what --output-format {self.output_format} shows: what would become of a file"
        return None

    def _format_contradiction(self) -> str | None:
        if self.diff and (self.output_format != "text" or self.statistics):
            other = "--statistics" if self.statistics else f"--output-format {self.output_format}"
            return f"--diff prints a diff, so {other} has no place"
        if self.statistics and self.output_format not in STATISTICS:
            return f"--statistics has no --output-format {self.output_format}, only {' and '.join(STATISTICS)}"
        if self.add_ignores and self.format.needs is Needs.PREVIEW:
            return f"--add-ignores rewrites nothing that --output-format {self.output_format} could show"
        return None

    def _interactive_contradiction(self) -> str | None:
        if self.migrate:
            return "--interactive asks for each rewrite, and --migrate makes many that need one another"
        if self.diff or self.in_place or self.watch or self.output_format != "text" or self.statistics:
            return "--interactive shows, asks and writes: no other mode, and no --output-format, has a place beside it"
        return None
