"""Carrying a Python 2 text to Python 3 syntax: wholly or not at all, and which language came out."""

from __future__ import annotations

import warnings
from functools import lru_cache
from typing import TYPE_CHECKING

from netfix.engine.dialect import Dialect, Target, detect
from netfix.engine.edits import Rewritten
from netfix.engine.normalise import normalise
from netfix.engine.parsing import ParseFailed, parse_module, parse_with_cpython

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from netfix.engine.analyse import Analysis
    from netfix.engine.findings import Finding
    from netfix.engine.settings import Settings


def whole_or_nothing(
    text: str, chosen: list[Finding], analysis: Analysis, settings: Settings
) -> tuple[list[Finding], str | None]:
    """Take the conversion's parts out of `chosen` if together they would not end as Python 3.

    A text in which one place must be converted by hand would otherwise be left in neither language, and so would one
    in which a comment keeps a part from being converted. Parts that Python 2 takes as well stay if the user selected
    only some (`--select except-comma`). Gives what to apply and why the text stays Python 2, or None.
    """
    converting = {codemod.name: codemod for codemod in settings.syntax}
    parts = [finding for finding in chosen if finding.codemod in converting]
    found = (*analysis.findings, *analysis.suppressed)
    if settings.target is Target.PY27 or not any(finding.codemod in converting for finding in found):
        return chosen, None
    everything = {codemod.name for codemod in settings.codemods} >= converting.keys()
    reason = _held_back(text, analysis.suppressed, converting)
    if reason is None:
        reason = refusal(Rewritten(text, (edit for part in parts for edit in part.edits)).new)
    if reason is None and (everything or detect(text, settings.target) is Dialect.PYTHON3):
        return chosen, None
    if reason is None:
        reason = "only part of the family python3 was selected"
    kept = [
        finding
        for finding in chosen
        if finding.codemod not in converting or not (everything or converting[finding.codemod].leaves_python2)
    ]
    return kept, reason


def _held_back(text: str, suppressed: Sequence[Finding], converting: Container[str]) -> str | None:
    """Say which part of the conversion a comment suppresses, None if none."""
    for finding in suppressed:
        if finding.codemod in converting and finding.edits:
            from netfix.engine.logical_lines import layout_of  # noqa: PLC0415 - hardly ever needed

            line = layout_of(text).line(finding.start) + 1
            return f"line {line}: a comment suppresses {finding.codemod}"
    return None


def dialect_after(text: str, applied: Sequence[Finding], before: Dialect, settings: Settings) -> Dialect | None:
    """Give the language of a text after rewrites, None if it is none.

    It is the one it had, unless the rewrites converted it: what else a text says of itself (that it still imports
    urllib2, say) must not count then, or a print call would be taken for a print of a tuple.
    """
    if before is Dialect.PYTHON3:
        return Dialect.PYTHON3 if _parses_as_python3(text) else None
    converting = {codemod.name for codemod in settings.syntax}
    if any(finding.codemod in converting for finding in applied) and refusal(text) is None:
        return Dialect.PYTHON3
    from netfix.engine.python2 import Python2Tree  # noqa: PLC0415 - imports fissix

    try:
        Python2Tree.parse(normalise(text).new)
    except ParseFailed:
        return None
    return Dialect.PYTHON2


@lru_cache(maxsize=1)  # what came of a conversion is asked about when it is chosen, and when it was made
def refusal(text: str) -> str | None:
    """Say why Python 3 would not compile `text`; None if it would.

    Compiling finds more than parsing: `from m import *` in a function, `return` outside one, a misplaced future.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(text, "<converted>", "exec", dont_inherit=True)
        except SyntaxError as error:
            return f"line {error.lineno}: {error.msg}"
        except (ValueError, RecursionError, MemoryError) as error:
            return str(error) or type(error).__name__
    return None


def _parses_as_python3(text: str) -> bool:
    try:
        parse_with_cpython(text)
    except ParseFailed:
        try:
            parse_module(normalise(text).new)
        except ParseFailed:
            return False
    return True
