"""What the server's worker processes do: a text in, findings or a repaired text out."""

# Paths are compared as texts, as in `tasks`:
# ruff: noqa: PTH112, PTH118

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from netfix.codemods import SYNTAX
from netfix.config.find import rules_of
from netfix.config.model import ConfigError
from netfix.engine.dialect import Dialect
from netfix.engine.process import Choice, Mode, process_source, unreadable
from netfix.engine.results import Failed, Located
from netfix.engine.source import SourceError
from netfix.lsp.texts import Content, content_of, source_of
from netfix.patterns.errors import PatternError
from netfix.plugins import collect
from netfix.plugins.errors import PluginError
from netfix.registry import use
from netfix.selection import UnknownName
from netfix.tasks import Asked, Tasks

if TYPE_CHECKING:
    from netfix.engine.process import Task
    from netfix.engine.results import Result


#: What is wrong with settings, configurations and plug-ins, and not with a text.
_COMPLAINTS = (UnknownName, ConfigError, PatternError, PluginError)
#: Where other people's code lies, into which an editor leads one whenever one asks for a definition.
_FOREIGN = frozenset(
    {".eggs", ".nox", ".tox", ".venv", "__pypackages__", "dist-packages", "node_modules", "site-packages", "venv"}
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the editor's settings say of a file; None where they say nothing and its pyproject.toml is asked."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    unsafe: bool | None = None
    target_version: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a text.

    `failure` says why it could not be read; `complaint` what is wrong with the settings, so that nothing was looked
    for. `together` are the codemods whose findings cannot be repaired one by one: of a conversion, all or nothing.
    """

    findings: tuple[Located, ...] = ()
    failure: Failed | None = None
    complaint: str | None = None
    together: frozenset[str] = frozenset()

    def of(self, cell: int | None) -> list[Located]:
        """Give the findings in a cell of a notebook; of what is none, all."""
        return [finding for finding in self.findings if finding.cell == cell]


def warm_up() -> None:
    """Import what every task needs."""
    import libcst  # noqa: F401, PLC0415 - for the time it takes


@cache
def use_plugins() -> None:
    """Let the codemods of installed plug-ins be there. Raises PluginError."""
    use(collect())


def lint(path: str, content: Content, wishes: Wishes) -> Report:
    """Give what there is to say of a text that is, or is to be, the file at `path`; or of a notebook's cells."""
    try:
        task = _task(path, wishes, Mode.FIND)
    except _COMPLAINTS as error:
        return Report(complaint=str(error))
    if task is None:
        return Report()
    result = _processed(path, content, task)
    if isinstance(result, Failed):
        return Report(failure=result)
    together = frozenset[str]()
    if result.dialect is Dialect.PYTHON2:
        together = frozenset(codemod.name for codemod in SYNTAX if codemod.leaves_python2)
    return Report(result.findings, together=together)


def fix_all(path: str, content: Content, wishes: Wishes) -> Content | None:
    """Give the text with all repaired that the wishes allow; None if there is nothing, or it cannot be read."""
    return _after(path, content, wishes, Mode.FIX)


def ignored(path: str, content: Content, wishes: Wishes, key: tuple[str, int, int]) -> Content | None:
    """Give the text with a comment that has the finding of this key ignored; None if it is not found any more."""
    return _after(path, content, wishes, Mode.IGNORE, Choice(places=frozenset({key})))


def _after(path: str, content: Content, wishes: Wishes, mode: Mode, choice: Choice | None = None) -> Content | None:
    try:
        task = _task(path, wishes, mode)
    except _COMPLAINTS:
        return None
    if task is None:
        return None
    result = _processed(path, content, task._replace(choice=choice or Choice()))
    if isinstance(result, Failed) or result.after is None:
        return None
    return content_of(result.after, result.encoding, content)


def _task(path: str, wishes: Wishes, mode: Mode) -> Task | None:
    """Give what the editor's settings, and where they say nothing the file's configuration, have done with a file.

    None if it is left out. Raises what is in `_COMPLAINTS`.
    """
    use_plugins()
    folder, name = os.path.split(os.path.realpath(path))
    # Names are checked against the configuration of the current folder, and the editor has started this one anywhere.
    if os.path.isdir(folder):
        os.chdir(folder)
    asked = Asked(
        paths=("-",),
        select=wishes.select or (),
        ignore=wishes.ignore or (),
        unsafe=wishes.unsafe,
        target_version=wishes.target_version,
    )
    tasks = Tasks(asked, mode)
    config = tasks.config_of(path)
    left_out = (*(config.exclude or ()), *config.extend_exclude)
    real = os.path.join(folder, name)
    if not _FOREIGN.isdisjoint(Path(folder).parts) or (left_out and rules_of(left_out).matches(real)):
        return None
    return tasks.of(path)


def _processed(path: str, content: Content, task: Task) -> Result:
    try:
        source = source_of(path, content)
    except SourceError as error:
        return unreadable(path, error)
    return process_source(source, task)
