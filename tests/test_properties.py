"""What must hold of every rewrite, of programs that nobody wrote: generated ones, and mixtures of golden ones."""

from __future__ import annotations

import os
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesmith
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netfix.codemods import CODEMODS
from netfix.engine.analyse import analyse, worth_analysing
from netfix.engine.codemod import SyntaxCodemod
from netfix.engine.dialect import Dialect, Target, detect
from netfix.engine.parsing import ParseFailed
from netfix.engine.rewrite import fix
from netfix.testing import check, settings_for

if TYPE_CHECKING:
    from netfix.engine.edits import Rewritten

GOLDEN = Path(__file__).parent.parent / "golden"

#: Every run on one machine tries other programs; in CI all see the same ones.
IN_CI = bool(os.environ.get("CI"))


def budget(examples: int) -> settings:
    """Give the settings of a test that tries so many programs."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=IN_CI,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )


def snippets(ending: str) -> list[str]:
    """Give the golden programs whose names end so."""
    paths = sorted(path for path in GOLDEN.glob(f"*/*{ending}") if ".after." not in path.name)
    return [path.read_text(encoding="utf-8") for path in paths]


PYTHON3 = [text for text in snippets(".py") if not text.startswith("#!") and "from __future__" not in text]
PYTHON2 = [text for text in snippets(".py2.py") if not text.startswith("#!") and "from __future__" not in text]


def _joined(parts: tuple[str, str, str]) -> str:
    left, operator, right = parts
    return f"{left} if {right} else {left}" if operator == "if" else f"{left} {operator} {right}"


LEAVES = ("x", "buf", "self.peer", "None", "f(x)", "[]", "'text'", "0", "sock.recv(9)", "len(buf)", "(yield)", "d[k]")
OPERATORS = ("==", "!=", "is", "<>", "or", "and", ">", "<", ">=", "+", "in", "if")
EXPRESSIONS = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(OPERATORS), inner).map(_joined),
        inner.map("not {}".format),
        inner.map("{} == None".format),
        inner.map("None != {}".format),
        inner.map("len({}) <> 0".format),
        inner.map("{} <>None".format),
        inner.map("({})".format),
        inner.map("(  # why\n{}\n)".format),
        inner.map("len({})".format),
        inner.map("bool({})".format),
        inner.map("[x for x in y if {}]".format),
    ),
    max_leaves=7,
)


STATEMENTS = st.sampled_from(
    [
        "if {}: pass",
        "while {}: break",
        "assert {}",
        "return {}",
        "x = {}",
        "print({})",
        "print ({})",
        "print {}",
        "print {},",
        "while 1:\n    if not {}: break",
        "f'{{ {} }}'",
        "f(key={})",
        "lambda: {}",
        "elsewhere = 1 if {} else 2",
    ]
)


@st.composite
def functions(draw: st.DrawFn) -> str:
    """Draw a function whose statements are of the kinds that codemods look for."""
    pairs = draw(st.lists(st.tuples(STATEMENTS, EXPRESSIONS), min_size=1, max_size=4))
    body = "\n".join(statement.format(expression) for statement, expression in pairs)
    return "def talk(self, buf, *args):\n" + textwrap.indent(body, "    ") + "\n"


def mixtures(texts: list[str]) -> st.SearchStrategy[str]:
    """Give programs put together from several ones, each in a function of its own."""

    def put_together(parts: list[str]) -> str:
        return "".join(f"def part_{at}():\n{_indented(part)}\n    return\n" for at, part in enumerate(parts))

    fit = [text for text in texts if _is_indentable(text)]
    return st.lists(st.sampled_from(fit), min_size=2, max_size=3).map(put_together)


def _indented(text: str) -> str:
    return textwrap.indent(text, "    ", lambda line: bool(line.strip()))


def _is_indentable(text: str) -> bool:
    return '"""' not in text and "'''" not in text and "\f" not in text and "\t" not in text and "import *" not in text


def is_readable(text: str, target: Target) -> bool:
    """Whether netfix takes the text for a program; what is none is refused, which other tests look at."""
    try:
        analyse(text, settings_for(CODEMODS, target))
    except ParseFailed:
        return False
    return True


def holds(text: str, target: Target, *, unsafe: bool) -> None:
    """Assert the properties of one program."""
    wanted = settings_for(CODEMODS, target, unsafe=unsafe)
    fixed = check(text, wanted)
    if fixed.dialect_after is Dialect.PYTHON3 and fixed.dialect is Dialect.PYTHON3:
        assert detect(fixed.text, Target.PY3) is Dialect.PYTHON3
    found = analyse(text, wanted).findings
    if found:
        assert worth_analysing(text.encode("utf-8", "surrogatepass"), wanted), "a needle hides a finding"
    for codemod in {finding.codemod for finding in found}:
        alone = settings_for([each for each in CODEMODS if each.name == codemod], target, unsafe=unsafe)
        assert worth_analysing(text.encode("utf-8", "surrogatepass"), alone), f"a needle of {codemod} hides a finding"
    before = text
    for rewritten in fixed.history:
        assert rewritten.old == before
        assert_only_edits_changed(rewritten)
        before = rewritten.new
    assert before == fixed.text


def assert_only_edits_changed(rewritten: Rewritten) -> None:
    """Assert that what stands between the edits of a pass is the same before and after."""
    old_at = new_at = 0
    for edit in rewritten.edits:
        between = rewritten.old[old_at : edit.start]
        assert rewritten.new.startswith(between + edit.replacement, new_at)
        old_at, new_at = edit.end, new_at + len(between) + len(edit.replacement)
    assert rewritten.new[new_at:] == rewritten.old[old_at:]


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@given(program=hypothesmith.from_grammar(auto_target=False))
@budget(25)
def test_generated_programs(program: str, *, unsafe: bool) -> None:
    if is_readable(program, Target.PY3):
        holds(program, Target.PY3, unsafe=unsafe)


@pytest.mark.parametrize("target", list(Target))
@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@given(program=functions())
@budget(60)
def test_generated_functions_of_the_kinds_that_codemods_look_for(program: str, target: Target, *, unsafe: bool) -> None:
    if is_readable(program, target):
        holds(program, target, unsafe=unsafe)


@given(program=mixtures(PYTHON3))
@budget(20)
def test_mixtures_of_golden_programs(program: str) -> None:
    if is_readable(program, Target.PY3):
        holds(program, Target.PY3, unsafe=True)


@pytest.mark.parametrize("target", list(Target))
@given(program=mixtures(PYTHON2))
@budget(15)
def test_mixtures_of_golden_programs_in_python2(program: str, target: Target) -> None:
    if is_readable(program, target):
        holds(program, target, unsafe=True)


@given(program=functions())
@budget(40)
def test_a_selected_codemod_touches_nothing_else(program: str) -> None:
    if not is_readable(program, Target.PY27):
        return
    for codemod in CODEMODS:
        if issubclass(codemod, SyntaxCodemod):
            continue
        applied = fix(program, settings_for([codemod], Target.PY27, unsafe=True)).applied
        assert {finding.codemod for finding in applied} <= {codemod.name}
