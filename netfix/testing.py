"""The golden harness: what every before/after pair of programs must fulfil.

A case is `<property>.before.py` with `<property>.after.py` beside it, or `<property>.same.py` for a program that must
be left alone. Before the `.py`, an ending tells the language: `.before.py2.py` with `.after.py2.py` is Python 2 that
stays so; `.before.py2.py` with `.after.py` is carried to Python 3. `.unsafe` in front of `.before`, as in
`name.unsafe.before.py`, has unsafe rewrites applied too. `<property>.reported.py` is left alone and has `# reported` at
the end of each line of which something is reported. In the folder `programs` are whole programs, for all codemods that
run without being asked for.

For a codemod of your own, `check_case` is the test of a case and `check_manual` that of its page;
`netfix.pytest_plugin` has the option `--bless`. For single programs there are `assert_codemod`, `assert_unchanged` and
`assert_reported`.
"""

from __future__ import annotations

import ast
import difflib
import io
import re
import tokenize
import warnings
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netfix.codemods import CODEMODS, SYNTAX
from netfix.engine.analyse import analyse, worth_analysing
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

    @property
    def is_reported(self) -> bool:
        """Whether the program says of which lines something is reported."""
        return "reported" in self.name.split(".")

    def __str__(self) -> str:
        """Name it, as the id of a test."""
        return f"{self.codemod}/{self.name}"


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
        after = carried if python2 and carried.exists() and not stays.exists() else stays
    target = Target.PY27 if python2 and after.name.endswith(".py2.py") else Target.PY3
    return Case(before.parent.name, name, before, after, target, "unsafe" in marks)


def settings_for(
    codemods: Iterable[type[Registered]], target: Target = Target.PY3, *, unsafe: bool = False
) -> Settings:
    """Give the settings that run these codemods."""
    return Settings(tuple(codemods), SYNTAX, target, unsafe)


def settings_of(case: Case, among: Sequence[type[Registered]] = CODEMODS) -> tuple[Settings, ...]:
    """Give the settings that run a case's codemod, and the whole conversion where Python 2 is to become Python 3.

    A codemod that only migrations run is run as in one: in a step after the conversion. `among` are the codemods that
    there are.
    """
    if case.codemod == PROGRAMS:
        return (settings_for(select((), (), unsafe=case.unsafe), case.target, unsafe=case.unsafe),)
    chosen = [codemod for codemod in among if codemod.name == case.codemod]
    assert chosen, f"{case.before}: no codemod is called {case.codemod!r}, as the folder is"
    if any(issubclass(codemod, MigrationCodemod) for codemod in chosen):
        return migration_settings(chosen, unsafe=case.unsafe)
    if any(codemod.audits_comments for codemod in chosen):
        # It needs the findings of others, which the comments suppress or do not.
        return (settings_for(select((), ()), case.target, unsafe=case.unsafe),)
    carried = case.before.name.endswith(".py2.py") and not case.after.name.endswith(".py2.py")
    if carried:
        chosen = [codemod for codemod in among if codemod in chosen or codemod.family == "python3"]
    return (settings_for(chosen, case.target, unsafe=case.unsafe),)


def settings_to_show(codemod: type[Registered]) -> tuple[Settings, ...]:
    """Give the settings under which a codemod does what its manual shows."""
    if issubclass(codemod, MigrationCodemod):
        return migration_settings([codemod], unsafe=True)
    if issubclass(codemod, SyntaxCodemod):
        # Of a conversion to Python 3 all parts are applied or none.
        return (settings_for(SYNTAX, unsafe=True),)
    if codemod.audits_comments:
        return (settings_for(select((), ()), unsafe=True),)
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
    """Count a program's comments, of Python 2 or Python 3. A first line that names the interpreter is none.

    What a comment says to netfix does not count: it may have served.
    """
    found: Counter[str] = Counter()
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT and not token.string.startswith("#!"):
                found.update(_without_directives(token.string))
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
    written = (comment for gap in gaps for comment in re.findall(r"#(?!!)[^\n]*", gap))
    return Counter(part for comment in written for part in _without_directives(comment))


def _without_directives(comment: str) -> list[str]:
    """Give a comment, if there is more in it than a word to netfix."""
    rest = re.sub(r"#\s*netfix\s*:[^#]*", "", comment, flags=re.IGNORECASE).rstrip()
    return [rest] if rest else []


def check_case(case: Case, codemods: Iterable[type[Registered]] = (), *, bless: bool = False) -> None:
    """Assert all that must hold of a golden case, whose folder is named after a codemod: netfix's or of `codemods`.

    The program becomes what stands beside it, by the codemod that it is for; `check` holds; the needles hide nothing;
    and what is Python 3 then compiles without a warning. With `bless` the result is written instead of compared.
    """
    among = tuple(dict.fromkeys([*CODEMODS, *codemods]))
    steps = settings_of(case, among)
    text = _read(case.before)
    fixed = check(text, *steps)
    if bless and not case.is_same:
        case.after.write_bytes(fixed.text.encode())
    assert case.after.exists(), f"{case.after} is missing; --bless writes it"
    _assert_same(fixed.text, _read(case.after), str(case.after))
    if fixed.applied or fixed.remaining:
        assert any(worth_analysing(text.encode(), each) for each in steps), "the needles hide what is to be found"
    if not case.is_same and case.codemod != PROGRAMS:
        applied = {finding.codemod for finding in fixed.applied}
        assert case.codemod in applied, f"{case.codemod} changed nothing; changed was something by {applied or 'none'}"
        if case.target is Target.PY3:
            _assert_compiles(fixed.text)
    if case.is_reported:
        codemod = next(codemod for codemod in among if codemod.name == case.codemod)
        path = case.before.with_name(case.before.name.split(".", 1)[0] + ".py")
        assert_reported(codemod, text, target=case.target, path=str(path))


def check_manual(codemod: type[Registered]) -> None:
    """Assert that a codemod does what the example of its page shows."""
    fixed = fix_steps(codemod.manual.before, settings_to_show(codemod))
    if codemod.manual.before == codemod.manual.after:
        found = {finding.codemod for finding in fixed.remaining}
        assert codemod.name in found, f"{codemod.name} reports nothing of its own example"
    _assert_same(fixed.text, codemod.manual.after, f"the page of {codemod.name}")


def assert_codemod(
    codemod: type[Registered], before: str, after: str, *, target: Target = Target.PY3, unsafe: bool = False
) -> None:
    """Assert that a codemod makes `after` of `before`, with everything that `check` demands."""
    fixed = check(before, settings_for([codemod], target, unsafe=unsafe))
    _assert_same(fixed.text, after, "after")


def assert_unchanged(
    codemod: type[Registered], program: str, *, target: Target = Target.PY3, unsafe: bool = True
) -> None:
    """Assert that a codemod leaves a program alone, even where unsafe rewrites are asked for."""
    assert_codemod(codemod, program, program, target=target, unsafe=unsafe)


def assert_reported(
    codemod: type[Registered], program: str, *, target: Target = Target.PY3, path: str = "<string>"
) -> None:
    """Assert that a codemod reports something of each line that ends in `# reported`, and of no other."""
    lines = program.splitlines()
    marked = [number for number, line in enumerate(lines, 1) if line.endswith("# reported")]
    findings = analyse(program, settings_for([codemod], target), path=path).findings
    found = [program.count("\n", 0, finding.start) + 1 for finding in findings if finding.codemod == codemod.name]
    wrong = [f"  line {number} is not reported: {lines[number - 1]}" for number in marked if number not in found]
    wrong += [f"  line {number} is reported: {lines[number - 1]}" for number in found if number not in marked]
    assert found == marked, f"{codemod.name} reports other lines:\n" + "\n".join(wrong or [f"  {found} for {marked}"])


def _read(path: Path) -> str:
    """Give a program's text with its line ends as they are."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _assert_same(made: str, wanted: str, name: str) -> None:
    """Assert that two texts are the same; the message shows their difference."""
    diff = difflib.unified_diff(
        wanted.splitlines(keepends=True), made.splitlines(keepends=True), f"{name} (wanted)", f"{name} (made)"
    )
    assert made == wanted, "\n" + "".join(line if line.endswith("\n") else f"{line}\n" for line in diff)


def _assert_compiles(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error", SyntaxWarning)
        ast.parse(text)


def names(codemods: Sequence[type[Registered]]) -> list[str]:
    """Give the names of codemods."""
    return [codemod.name for codemod in codemods]


__all__ = [
    "PROGRAMS",
    "Case",
    "Dialect",
    "Target",
    "assert_codemod",
    "assert_reported",
    "assert_unchanged",
    "cases",
    "check",
    "check_case",
    "check_manual",
    "comments",
    "names",
    "settings_for",
    "settings_of",
    "settings_to_show",
]
