"""An interview: question by question, each with its message, safety and hunk, and a letter for an answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import click

from netfix.engine.edits import Rewritten
from netfix.engine.findings import RewriteFailed
from netfix.engine.notebook import Notebook
from netfix.engine.parsing import ParseFailed
from netfix.engine.reading import read_source
from netfix.engine.results import Failed
from netfix.engine.source import SourceError
from netfix.engine.write import WriteRefused, write_atomic
from netfix.interactive.answers import Answers, key_of
from netfix.interactive.hunks import changed_lines, hunk, written_instead
from netfix.interactive.review import Answer, Refused, Review
from netfix.reports.text import finding_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netfix.engine.edits import Edit
    from netfix.engine.findings import Finding
    from netfix.engine.process import Task
    from netfix.engine.source import Source
    from netfix.interactive.review import Question

HELP = """\
y - rewrite this
n - leave this as it is
a - rewrite this and all that follow in this file
d - leave this and all that follow in this file
e - edit what is written here, then take it
u - undo the last answer, also in the file before
q - quit: what was accepted is written, and the rest is asked next time
? - say this
"""
_LETTERS = "y,n,a,d,e,u,q,?"


class Lines(Protocol):
    """Where answers come from: a line for each call, an empty string at the end."""

    def readline(self) -> str:
        """Give the next line with its line end."""
        ...

    def isatty(self) -> bool:
        """Whether somebody types the lines, and sees them."""
        ...


@dataclass(slots=True)
class _File:
    """A file that is being asked about."""

    path: str
    source: Source | Notebook
    review: Review
    keys: list[str | None] = field(default_factory=list["str | None"])
    #: The bytes on disk, as this interview knows them.
    on_disk: bytes = b""

    def __post_init__(self) -> None:
        self.on_disk = self.source.data

    def readable(self, text: str) -> str:
        """Give what was made of the text as a person reads it: of a notebook, its cells."""
        return self.source.shown(text)[0] if isinstance(self.source, Notebook) else text

    def check(self, instead: Edit, text: str) -> None:
        """Raise Refused for an edit of `text` that the file cannot hold: a character that its encoding lacks.

        Or one after which a notebook has not its cells and IPython's lines any more.
        """
        try:
            self.source.encode(Rewritten(text, [instead]).new)
        except (SourceError, RewriteFailed) as error:
            raise Refused(error.reason) from error


@dataclass(slots=True)
class Outcome:
    """What came of an interview: how many files were rewritten, by how many findings, and how many were declined.

    `failed` are files that could not be processed; `left_early` says that not all questions were answered.
    """

    changed: int = 0
    applied: int = 0
    declined: int = 0
    failed: list[Failed] = field(default_factory=list[Failed])
    left_early: bool = False


class Interview:
    """Questions about files, read from `answers_from` line by line; the end of input is a `q`."""

    def __init__(self, memory: Answers, answers_from: Lines, *, color: bool | None = None) -> None:
        self._memory = memory
        self._input = answers_from
        self._color = color
        self._files: list[_File] = []
        self._outcome = Outcome()

    def run(self, files: Sequence[tuple[str, Task]]) -> Outcome:
        """Ask about all files and write what is accepted, each file when its questions are answered."""
        if len(self._memory):
            self._say(f"{len(self._memory)} declined in an interview before are not asked again (--restart asks them)")
        at = 0
        while at < len(files):
            path, task = files[at]
            file = next((file for file in self._files if file.path == path), None) or self._open(path, task)
            step = 1 if file is None else self._ask(file)
            if step == 0:
                self._outcome.left_early = True
                break
            at += step
        for file in self._files:
            self._outcome.changed += file.on_disk != file.source.data
            self._outcome.applied += len(file.review.applied)
        self._outcome.declined = len(self._memory)
        try:
            if self._outcome.left_early:
                self._memory.save()
            else:
                self._memory.forget()
        except OSError as error:
            self._say(f"note: what was declined is not remembered as it should be: {error}")
        return self._outcome

    def _open(self, path: str, task: Task) -> _File | None:
        try:
            source = read_source(path)

            def shows(finding: Finding) -> bool:
                return all(map(task.choice.shows, source.located([finding], source.text)))

            file = _File(path, source, Review(source.text, task.everything, path=path, shows=shows))
        except (SourceError, ParseFailed) as error:
            self._fail(path, error.line, error.reason)
            return None
        self._files.append(file)
        return file

    def _ask(self, file: _File) -> int:
        """Ask what is left to ask about a file: 1 to go on, -1 to go back to the file before, 0 to leave."""
        rest: bool | None = None
        while question := file.review.question:
            key = key_of(question, file.path)
            if rest is None and key in self._memory:
                self._note(file, Answer(accepted=False), None)
                continue
            letter = ("y" if rest else "n") if rest is not None else self._letter(file, question)
            if letter in {"a", "d"}:
                rest = letter == "a"
                letter = "y" if rest else "n"
            if letter == "y":
                self._note(file, Answer(accepted=True), None)
            elif letter == "n":
                self._memory.decline(key)
                self._note(file, Answer(accepted=False), key)
            elif letter == "e":
                self._edit(file, question)
            elif letter == "u":
                if not self._undo(file):
                    return self._back(file)
            else:
                self._write(file)
                return 0
        self._write(file)
        return 1

    def _letter(self, file: _File, question: Question) -> str:
        """Show a question and read a letter; an answer that is none is asked for again, and the end of input is q."""
        for finding in file.source.located(question.findings[:3], question.rewritten.old):
            click.echo(finding_line(finding), color=self._color)
        if len(question.findings) > 3:  # noqa: PLR2004 - as many as one looks at
            click.echo(f"… and {len(question.findings) - 3} more, together: a conversion is made wholly or not at all")
        before, after = (file.readable(text) for text in (question.rewritten.old, question.rewritten.new))
        click.echo(hunk(before, after, colour=self._color), nl=False, color=self._color)
        number, of = file.review.place
        while True:
            click.secho(f"({number}/{of}) Rewrite this [{_LETTERS}]? ", bold=True, nl=False, color=self._color)
            line = self._input.readline()
            if not line:
                click.echo("")
                return "q"
            letter = line.strip().lower()[:1]
            if not self._input.isatty():
                click.echo(letter)  # a terminal has shown what was typed; a log would not
            if letter == "?":
                click.echo(HELP, nl=False)
            elif letter and letter in "ynadeuq":
                return letter
            else:
                click.echo(f"one of {_LETTERS}, please")

    def _note(self, file: _File, answer: Answer, key: str | None) -> None:
        file.review.answer(answer)
        file.keys.append(key)

    def _edit(self, file: _File, question: Question) -> None:
        """Have the user's editor change the lines that the rewrite writes."""
        try:
            wanted = click.edit(changed_lines(question.rewritten), extension=".py", require_save=True)
        except click.ClickException as error:  # no such editor, or one that was left with an error, as by vim's :cq
            click.echo(f"not taken: {error.format_message()}")
            return
        if wanted is None:
            click.echo("nothing was saved, so nothing is taken")
            return
        try:
            instead = written_instead(question.rewritten, wanted)
            file.check(instead, question.rewritten.old)
            self._note(file, Answer(accepted=True, instead=instead), None)
        except Refused as error:
            click.echo(f"not taken: {error}")

    def _undo(self, file: _File) -> bool:
        """Take the last answer in a file back that its user gave; False if there is none."""
        while file.keys:
            key = file.keys.pop()
            file.review.undo()
            question = file.review.question
            if key is not None:
                self._memory.take_back(key)
            elif question is not None and key_of(question, file.path) in self._memory:
                continue  # an answer of an earlier interview
            return True
        return False

    def _back(self, file: _File) -> int:
        """Go back to the last file that was asked about, whose last answer is taken back."""
        before = self._files[: self._files.index(file)]
        steps = 1
        for earlier in reversed(before):
            if self._undo(earlier):
                break
            steps += 1
        else:
            click.echo("there is nothing to undo")
            return self._ask(file)
        at = self._files.index(earlier)
        for undone in self._files[at:]:
            self._write(undone)  # what was accepted is on disk by now
        del self._files[at + 1 :]
        return -steps

    def _write(self, file: _File) -> None:
        """Make the file on disk what the answers say."""
        try:
            data = file.source.encode(file.review.text)
            if data != file.on_disk:
                write_atomic(file.path, data, expected=file.on_disk)
                file.on_disk = data
        except (WriteRefused, OSError) as error:
            self._fail(file.path, None, f"not rewritten: {error}")
        except (SourceError, RewriteFailed) as error:
            self._fail(file.path, None, f"left as it was because of a bug in netfix: {error.reason}")

    def _fail(self, path: str, line: int | None, reason: str) -> None:
        self._outcome.failed.append(Failed(path, line, reason))

    def _say(self, text: str) -> None:
        click.echo(text, err=True, color=self._color)
