"""Every codemod's before/after programs, with the invariants that hold of each."""

from __future__ import annotations

import ast
import subprocess
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from interpreters import python2
from netfix.codemods import CODEMODS
from netfix.engine.analyse import worth_analysing
from netfix.engine.dialect import Target
from netfix.engine.rewrite import fix, fix_steps
from netfix.testing import PROGRAMS, Case, cases, check, settings_for, settings_of, settings_to_show

if TYPE_CHECKING:
    from netfix.engine.codemod import Registered

GOLDEN = Path(__file__).parent.parent / "golden"
CASES = cases(GOLDEN)
PAIRS = [case for case in CASES if not case.is_same]


def read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def case_id(case: Case) -> str:
    return f"{case.codemod}/{case.name}"


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_before_becomes_after(case: Case, request: pytest.FixtureRequest) -> None:
    fixed = check(read(case.before), *settings_of(case))
    if request.config.getoption("--bless") and not case.is_same:
        case.after.write_bytes(fixed.text.encode())
    assert fixed.text == read(case.after)


@pytest.mark.parametrize("case", [case for case in PAIRS if case.codemod != PROGRAMS], ids=case_id)
def test_its_codemod_applied_something(case: Case) -> None:
    assert case.codemod in {finding.codemod for finding in fix_steps(read(case.before), settings_of(case)).applied}


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_needles_hide_nothing(case: Case) -> None:
    steps = settings_of(case)
    text = read(case.before)
    fixed = fix_steps(text, steps)
    if fixed.applied or fixed.remaining:
        assert any(worth_analysing(text.encode(), settings) for settings in steps)


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_all_codemods_together_settle(case: Case) -> None:
    everything = settings_for(CODEMODS, case.target, unsafe=True)
    fixed = fix(read(case.before), everything)
    assert fix(fixed.text, everything).text == fixed.text


@pytest.mark.parametrize("case", [case for case in PAIRS if case.target is Target.PY3], ids=case_id)
def test_the_result_compiles(case: Case) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error", SyntaxWarning)
        ast.parse(read(case.after))


def output(interpreter: str, path: Path) -> tuple[int, str]:
    ran = subprocess.run(
        [interpreter, "-W", "ignore", str(path)], capture_output=True, text=True, timeout=60, check=False, input=""
    )
    return ran.returncode, ran.stdout


def runs(case: Case) -> bool:
    """Whether the programs of a case are meant to be run: their first line says so."""
    return read(case.before).startswith("# runs\n") and not case.is_same


@pytest.mark.python2
@pytest.mark.parametrize("case", [case for case in PAIRS if runs(case) and ".py2" in case.before.name], ids=case_id)
def test_the_python2_program_prints_the_same_before_and_after(case: Case) -> None:
    interpreter = python2()
    assert interpreter is not None
    after = interpreter if case.target is Target.PY27 else sys.executable
    assert output(after, case.after) == output(interpreter, case.before)


@pytest.mark.parametrize("case", [case for case in PAIRS if runs(case) and ".py2" not in case.before.name], ids=case_id)
def test_the_program_prints_the_same_before_and_after(case: Case) -> None:
    assert output(sys.executable, case.after) == output(sys.executable, case.before)


@pytest.mark.parametrize("codemod", CODEMODS, ids=lambda codemod: codemod.name)
def test_the_manual_shows_what_happens(codemod: type[Registered]) -> None:
    manual = codemod.manual
    fixed = fix_steps(manual.before, settings_to_show(codemod))
    if manual.before == manual.after:
        assert codemod.name in {finding.codemod for finding in fixed.remaining}
    else:
        assert fixed.text == manual.after
