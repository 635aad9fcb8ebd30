"""A LibCST command for each codemod, made from the registry, installed plug-ins included.

`python -m libcst.tool codemod -x netfix.libcst_commands.len_test.LenTest PATH` runs one; its options are `--unsafe` and
those that the codemod declares. What is not rewritten comes out as a warning.

LibCST parses the file before a command sees it, so Python 2 files are refused: the `netfix` command reads those.
"""

from __future__ import annotations

from abc import ABC
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import libcst as cst
from libcst.codemod import CodemodCommand, CodemodContext

from netfix.codemods import SYNTAX
from netfix.engine.codemod import Codemod
from netfix.engine.dialect import Dialect, Target, detect
from netfix.engine.findings import Safety
from netfix.engine.migration import MigrationCodemod
from netfix.engine.parsing import ParseFailed
from netfix.engine.rewrite import fix
from netfix.engine.settings import Settings
from netfix.engine.source import Source, SourceError
from netfix.plugins import collect
from netfix.registry import everything, others, use

if TYPE_CHECKING:
    import argparse

    from netfix.engine.codemod import Registered
    from netfix.engine.findings import Finding
    from netfix.engine.options import Option, Value


class PythonTwo(Exception):
    """The file is Python 2, which LibCST cannot parse."""


class NetfixCommand(CodemodCommand, ABC):
    """Runs one codemod as a LibCST command."""

    codemod: ClassVar[type[Registered]]

    @classmethod
    def add_args(  # pyright: ignore[reportIncompatibleMethodOverride]  # called on the class, which it must know
        cls, arg_parser: argparse.ArgumentParser
    ) -> None:
        """Add `--unsafe` and the codemod's options. Ends with an error for one that LibCST has no use for."""
        reason = refusal(cls.codemod)
        if reason:
            arg_parser.error(reason)
        arg_parser.add_argument(
            "--unsafe", action="store_true", help="apply rewrites that a person should look at, too"
        )
        for option in cls.codemod.options:
            _add_option(arg_parser, option)

    def __init__(self, context: CodemodContext, *, unsafe: bool = False, **options: Value | None) -> None:
        """Take what the command line says. Raises PythonTwo for a file of which LibCST would say `syntax error`."""
        super().__init__(context)
        self._unsafe = unsafe
        self._options = {name: value for name, value in options.items() if value is not None}
        if context.filename:
            _refuse_python2(context.filename, self.codemod)

    def transform_module_impl(self, tree: cst.Module) -> cst.Module:
        """Rewrite a module; what remains to be said of it becomes warnings."""
        settings = Settings((self.codemod,), SYNTAX, Target.PY3, self._unsafe, {self.codemod.name: self._options})
        fixed = fix(tree.code, settings, path=self.context.filename or "<stdin>")
        for finding in fixed.remaining:
            self.warn(self._line(finding, fixed.text))
        return tree if fixed.text == tree.code else cst.parse_module(fixed.text, tree.config_for_parsing)

    def _line(self, finding: Finding, text: str) -> str:
        """Give a finding as a line: where, what, and what to do if it is only not asked for."""
        line = text.count("\n", 0, finding.start) + 1
        hint = " (--unsafe rewrites it)" if finding.safety is Safety.UNSAFE else ""
        return f"{self.context.filename or '<stdin>'}:{line}: {finding.codemod}: {finding.message}{hint}"


def _add_option(parser: argparse.ArgumentParser, option: Option) -> None:
    """Add a codemod's option as an argument. What is not given keeps its default."""
    flag = "--" + option.name.replace("_", "-")
    text = f"{option.help} [{option.default}]".replace("%", "%%")
    if isinstance(option.default, bool):
        parser.add_argument(flag, dest=option.name, type=_boolean, metavar="true|false", help=text)
        return
    kind, choices = type(option.default), option.choices or None
    parser.add_argument(flag, dest=option.name, type=kind, choices=choices, help=text)


def _boolean(text: str) -> bool:
    """Read `true` or `false`. Raises ValueError."""
    if text not in {"true", "false"}:
        raise ValueError(text)
    return text == "true"


def refusal(codemod: type[Registered]) -> str | None:
    """Say why a codemod cannot do anything as a LibCST command, None if it can."""
    if not issubclass(codemod, Codemod):
        return (
            f"{codemod.name} rewrites Python 2, which LibCST cannot parse: "
            f"use `netfix --select {codemod.family} -i PATH`"
        )
    if codemod.family == "python2":
        return f"{codemod.name} is for Python 2, which LibCST cannot parse: use `netfix --target-version py27 -i PATH`"
    if codemod.audits_comments:
        return f"{codemod.name} looks at what all others find: use `netfix -i PATH`"
    if issubclass(codemod, MigrationCodemod):
        return (
            f"{codemod.name} rewrites what was Python 2 a moment ago, which only a migration knows: "
            "use `netfix --migrate python3 -i PATH`"
        )
    return None


def _refuse_python2(path: str, codemod: type[Registered]) -> None:
    try:
        is_python2 = detect(Source.read(path).text, Target.PY3) is Dialect.PYTHON2
    except (OSError, SourceError, ParseFailed):
        return  # LibCST says what is wrong
    if is_python2:
        raise PythonTwo(
            f"{Path(path)} is Python 2, which LibCST cannot parse: use `netfix --select {codemod.name} -i {path}`"
        )


def command_of(codemod: type[Registered]) -> type[NetfixCommand]:
    """Make the command of a codemod, which has its class's name."""
    namespace = {"__module__": __name__, "__doc__": codemod.manual.text, "DESCRIPTION": f"{codemod.manual.title}."}
    return type(codemod.__name__, (NetfixCommand,), {**namespace, "codemod": codemod})


if not others():
    use(collect())
#: The commands, by the names of their codemods.
COMMANDS = {codemod.name: command_of(codemod) for codemod in everything()}
globals().update({command.__name__: command for command in COMMANDS.values()})
