"""Where a run's words go: standard output or the file in its place, standard error, and never two on one line.

What an encoding cannot say, such as that of an old Windows console, is escaped with backslashes: nothing a program or a
file's name holds may end the run.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from netfix.reports.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType
    from typing import IO, TextIO

    from netfix.engine.results import Located

#: So many findings are more than one sees at a glance.
_MANY = 10


class Output:
    """The streams of a run. `colour` and `links` are what standard output takes, `talks` whether a person looks on."""

    def __init__(self, path: str | None, color: bool | None, *, quiet: bool = False) -> None:  # noqa: FBT001 - None: decide by the terminal
        """Open `path`, if it is given, and make the folders to it. Raises click.UsageError if that cannot be."""
        able = os.environ.get("TERM") != "dumb"
        self._file: IO[bytes] | None = None if path is None else _opened(path)
        self._color = color if color is not None or able else False
        terminal = path is None and sys.stdout.isatty()
        self.colour = path is None and (terminal if self._color is None else self._color)
        # Older consoles of Windows would show the address.
        self.links = terminal and self.colour and able and (os.name != "nt" or "WT_SESSION" in os.environ)
        self.talks = sys.stderr.isatty() and not quiet and able
        self._says_in_colour = sys.stderr.isatty() if self._color is None else self._color
        self.progress = Progress(shown=self.talks)

    def __enter__(self) -> Output:  # noqa: PYI034 - Self is not in Python 3.10
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Take the progress line away and close the file."""
        with suppress(OSError):
            self.progress.clear()
        if self._file is not None:
            self._file.close()

    def write(self, text: str) -> None:
        """Write text with its own newlines; its colours go where they are not wanted."""
        if self._file is not None:
            self._file.write(click.unstyle(text).encode("utf-8", "backslashreplace"))
            return
        self.progress.clear()
        click.echo(_sayable(text, sys.stdout), nl=False, color=self.colour)

    def write_program(self, data: bytes) -> None:
        """Write a program to standard output, wherever the report goes."""
        self.progress.clear()
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()

    def diff(self, diff: bytes, encoding: str) -> None:
        """Write a diff of a file in `encoding`: coloured for a person, else byte for byte as `patch` takes it."""
        if self.colour:
            from netfix.reports.terminal import rich_diff  # noqa: PLC0415 - rich is imported where it shows

            self.write(rich_diff(diff, encoding))
        elif self._file is not None:
            self._file.write(diff)
        else:
            self.write_program(diff)

    def summary_table(self, findings: Sequence[Located]) -> None:
        """Show a person how often each codemod found something, if that is more than can be seen at a glance."""
        if not self.talks or len(findings) < _MANY:
            return
        from netfix.reports.counts import counted  # noqa: PLC0415 - only a terminal needs it
        from netfix.reports.terminal import show_table  # noqa: PLC0415 - as above

        self.progress.clear()
        show_table(counted(findings), sys.stderr, colour=self._says_in_colour)

    def say(self, line: str) -> None:
        """Say a line on standard error."""
        self.progress.clear()
        click.echo(_sayable(line, sys.stderr), err=True, color=self._color)


def _opened(path: str) -> IO[bytes]:
    try:
        folder = os.path.dirname(path)  # noqa: PTH120 - one call, no import
        if folder:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - as above
        return open(path, "wb")  # noqa: PTH123 - closed when the output is left
    except OSError as error:
        raise click.UsageError(f"--output-file {path}: {error.strerror or error}") from error


def _sayable(text: str, stream: TextIO) -> str:
    """Give a text that the stream can write, with backslash escapes for what its encoding lacks."""
    encoding = stream.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode(encoding, "backslashreplace").decode(encoding)
    return text
