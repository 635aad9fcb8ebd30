"""The golden harness: what every before/after pair of programs must fulfil.

A case is `<property>.before.py` with `<property>.after.py` beside it, or `<property>.same.py` for a program that must
be left alone. Before the `.py`, an ending tells the language: `.before.py2.py` with `.after.py2.py` is Python 2 that
stays so; `.before.py2.py` with `.after.py` is carried to Python 3. `.unsafe` in front of `.before`, as in
`name.unsafe.before.py`, has unsafe rewrites applied too. In the folder `programs` are whole programs, for all codemods
that run without being asked for.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netfix.codemods import CODEMODS, SYNTAX
from netfix.engine.codemod import SyntaxCodemod
from netfix.engine.dialect import Dialect, Target
from netfix.engine.migration import MigrationCodemod
from netfix.engine.normalise import normalise
from netfix.engine.rewrite import Fixed, fix_steps
from netfix.engine.settings import Settings
from netfix.selection import select

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from netfix.engine.codemod import Registered

#: The folder of whole programs, which is named after no codemod.
PROGRAMS = "programs"


@dataclass(frozen=True, slots=True)
class Case:
    """One golden case: the program, what it must become, and how netfix is to be asked."""

    codemod: str
    name: str
    before: Path
    after: Path
    target: Target
    unsafe: bool

    @property
    def is_same(self) -> bool:
        """Whether the program must be left alone."""
        return self.before == self.after


def cases(folder: Path) -> list[Case]:
    """Give the cases below a golden folder, which has one folder a codemod."""
    return [case for path in sorted(folder.glob("*/*.py")) if ".after." not in path.name for case in [_case(path)]]


def _case(before: Path) -> Case:
    name = before.name.removesuffix(".py")
    marks = name.split(".")[1:]
    python2 = "py2" in marks
    after = before
    if "before" in marks:
        stays = before.with_name(before.name.replace(".before.", ".after."))
        carried = before.with_name(before.name.replace(".before.py2.py", ".after.py"))
        after = stays if stays.exists() or not carried.exists() else carried
    target = Target.PY27 if python2 and after.name.endswith(".py2.py") else Target.PY3
    return Case(before.parent.name, name, before, after, target, "unsafe" in marks)


def settings_for(
    codemods: Iterable[type[Registered]], target: Target = Target.PY3, *, unsafe: bool = False
) -> Settings:
    """Give the settings that run these codemods."""
    return Settings(tuple(codemods), SYNTAX, target, unsafe)


def settings_of(case: Case) -> tuple[Settings, ...]:
    """Give the settings that run a case's codemod, and the whole conversion where Python 2 is to become Python 3.

    A codemod that only migrations run is run as in one: in a step after the conversion.
    """
    if case.codemod == PROGRAMS:
        return (settings_for(select((), (), unsafe=case.unsafe), case.target, unsafe=case.unsafe),)
    chosen = [codemod for codemod in CODEMODS if codemod.name == case.codemod]
    if any(issubclass(codemod, MigrationCodemod) for codemod in chosen):
        return migration_settings(chosen, unsafe=case.unsafe)
    carried = case.before.name.endswith(".py2.py") and not case.after.name.endswith(".py2.py")
    if carried:
        chosen = [codemod for codemod in CODEMODS if codemod in chosen or codemod.family == "python3"]
    return (settings_for(chosen, case.target, unsafe=case.unsafe),)


def settings_to_show(codemod: type[Registered]) -> tuple[Settings, ...]:
    """Give the settings under which a codemod does what its manual shows."""
    if issubclass(codemod, MigrationCodemod):
        return migration_settings([codemod], unsafe=True)
    if issubclass(codemod, SyntaxCodemod):
        # Of a conversion to Python 3 all parts are applied or none.
        return (settings_for(SYNTAX, unsafe=True),)
    target = Target.PY27 if codemod.family == "python2" else Target.PY3
    return (settings_for([codemod], target, unsafe=True),)


def migration_settings(codemods: Iterable[type[Registered]], *, unsafe: bool = False) -> tuple[Settings, ...]:
    """Give the steps of the migration python3 with no other names than these codemods rewrite."""
    conversion = [codemod for codemod in CODEMODS if codemod.family == "python3"]
    return settings_for(conversion, unsafe=unsafe), settings_for(codemods, unsafe=unsafe)


def check(text: str, *steps: Settings) -> Fixed:
    """Rewrite a program and assert what must hold of every rewrite; give what came of it.

    A second run changes nothing, the comments are the same, and a program with CRLF line ends comes out as the same
    program with CRLF line ends. (That the result parses, `fix` makes sure of.)
    """
    fixed = fix_steps(text, steps)
    again = fix_steps(fixed.text, steps)
    assert again.text == fixed.text, "a second run changes the result"
    assert comments(fixed.text) == comments(text), "a comment was lost or made"
    if "\r" not in text:
        with_crlf = fix_steps(text.replace("\n", "\r\n"), steps).text
        assert with_crlf == fixed.text.replace("\n", "\r\n"), "line ends are not kept"
    return fixed


def comments(text: str) -> Counter[str]:
    """Count a program's comments, of Python 2 or Python 3. A first line that names the interpreter is none."""
    found: Counter[str] = Counter()
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT and not token.string.startswith("#!"):
                found[token.string.rstrip()] += 1
    except (tokenize.TokenError, SyntaxError):
        # Python 2 that even the tokenizer does not read (0777, 10L since 3.12): count with fissix's.
        return _comments_of_python2(text)
    return found


def _comments_of_python2(text: str) -> Counter[str]:
    from netfix.engine.python2 import Python2Tree  # noqa: PLC0415 - imports fissix

    tree = Python2Tree.parse(normalise(text).new)
    ends = [0, *(leaf.end for leaf in tree.leaves)]
    starts = [*(leaf.start for leaf in tree.leaves), len(tree.text)]
    gaps = (tree.text[end:start] for end, start in zip(ends, starts, strict=True))
    return Counter(comment.rstrip() for gap in gaps for comment in re.findall(r"#(?!!)[^\n]*", gap))


def assert_codemod(
    codemod: type[Registered], before: str, after: str, *, target: Target = Target.PY3, unsafe: bool = False
) -> None:
    """Assert that a codemod makes `after` of `before`, with everything that `check` demands."""
    fixed = check(before, settings_for([codemod], target, unsafe=unsafe))
    assert fixed.text == after


def names(codemods: Sequence[type[Registered]]) -> list[str]:
    """Give the names of codemods."""
    return [codemod.name for codemod in codemods]


__all__ = [
    "PROGRAMS",
    "Case",
    "Dialect",
    "Target",
    "assert_codemod",
    "cases",
    "check",
    "comments",
    "names",
    "settings_for",
    "settings_of",
    "settings_to_show",
]
