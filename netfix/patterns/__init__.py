"""Codemods without Python: templates with metavariables, as `$x == None` to be written `$x is None`.

`compile` makes codemods of the tables `[[tool.netfix.patterns]]`, `from_arguments` of `--pattern` options. What comes
out are ordinary codemods: they have a page, needles and a safety, and travel to worker processes.

LibCST is imported only if there is a pattern.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.patterns.errors import PatternError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from netfix.engine.codemod import Codemod
    from netfix.patterns.pattern import Spec


def compile(tables: Sequence[Mapping[str, object]], origin: str | Path) -> tuple[type[Codemod], ...]:  # noqa: A001 - as re's
    """Make a codemod of each table; `origin` is the TOML file, for messages. Raises PatternError."""
    from pathlib import Path  # noqa: PLC0415 - most runs have no pattern

    from netfix.patterns.tables import line_of, specs  # noqa: PLC0415 - as above

    made: list[type[Codemod]] = []
    for number, spec in enumerate(specs(tables, origin)):
        try:
            made.append(_codemod(spec))
        except PatternError as error:  # noqa: PERF203 - each error is of one table
            path, key = Path(origin), error.reason.partition(":")[0].partition(" ")[0]
            text = path.read_text(encoding="utf-8") if path.is_file() else ""
            raise PatternError(f"{spec.name}: {error.reason}", str(origin), line_of(text, number, key)) from error
    return tuple(made)


def from_arguments(arguments: Sequence[str]) -> tuple[type[Codemod], ...]:
    """Make codemods of `MATCH => REWRITE` texts, or of a MATCH alone, to be reported. Raises PatternError."""
    from netfix.patterns.tables import from_argument  # noqa: PLC0415 - as above

    made: list[type[Codemod]] = []
    for number, argument in enumerate(arguments, 1):
        try:
            made.append(_codemod(from_argument(argument, number)))
        except PatternError as error:  # noqa: PERF203 - each error is of one argument
            raise PatternError(
                f"{argument!r}: {error.reason}" if not error.path else error.reason, "--pattern"
            ) from error
    return tuple(made)


def _codemod(spec: Spec) -> type[Codemod]:
    from netfix.patterns.codemod import codemod_of  # noqa: PLC0415 - imports LibCST

    return codemod_of(spec)


__all__ = ["PatternError", "compile", "from_arguments"]
