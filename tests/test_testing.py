"""The harness itself: what it finds wrong, and how it says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from netfix.codemods.network.half_open import HalfOpen
from netfix.codemods.pythonic.len_test import LenTest
from netfix.codemods.pythonic.none_comparison import NoneComparison
from netfix.codemods.pythonic.while_one import WhileOne
from netfix.engine.dialect import Target
from netfix.testing import (
    Case,
    assert_codemod,
    assert_reported,
    assert_unchanged,
    cases,
    check_case,
    check_manual,
)

pytest_plugins = ["pytester"]
LOOP = "while 1:\n    pass\n"


@pytest.fixture
def golden(tmp_path: Path) -> Path:
    """Give an empty golden folder of one codemod."""
    (tmp_path / "golden" / "while-one").mkdir(parents=True)
    return tmp_path / "golden" / "while-one"


def only_case(golden: Path) -> Case:
    (case,) = cases(golden.parent)
    return case


class TestAssertCodemod:
    def test_holds_where_the_codemod_does_that(self) -> None:
        assert_codemod(WhileOne, LOOP, "while True:\n    pass\n")

    def test_shows_the_difference_where_it_does_not(self) -> None:
        with pytest.raises(AssertionError) as caught:
            assert_codemod(WhileOne, LOOP, "while 2:\n    pass\n")
        assert "-while 2:\n+while True:" in str(caught.value)

    def test_takes_unsafe_and_target(self) -> None:
        assert_codemod(LenTest, "if len(x): print 1\n", "if x: print 1\n", target=Target.PY27, unsafe=True)

    def test_unchanged_asks_for_unsafe_rewrites_too(self) -> None:
        assert_unchanged(LenTest, "n = len(x)\n")
        with pytest.raises(AssertionError):
            assert_unchanged(LenTest, "if len(x): pass\n")

    def test_reported_lines_are_those_that_are_marked(self) -> None:
        assert_reported(WhileOne, "while 1:  # reported\n    pass\n")
        with pytest.raises(AssertionError, match="line 1 is not reported"):
            assert_reported(WhileOne, "while True:  # reported\n    pass\n")
        with pytest.raises(AssertionError, match="line 1 is reported"):
            assert_reported(WhileOne, LOOP)


class TestCheckCase:
    def test_holds_for_a_pair(self, golden: Path) -> None:
        (golden / "loop.before.py").write_text(LOOP)
        (golden / "loop.after.py").write_text("while True:\n    pass\n")
        check_case(only_case(golden))

    def test_shows_what_is_otherwise(self, golden: Path) -> None:
        (golden / "loop.before.py").write_text(LOOP)
        (golden / "loop.after.py").write_text("while 3:\n    pass\n")
        with pytest.raises(AssertionError, match=r"-while 3:\n\+while True:"):
            check_case(only_case(golden))

    @pytest.mark.parametrize("ending", ["py", "py2.py"])
    def test_bless_writes_what_comes_out(self, golden: Path, ending: str) -> None:
        (golden / f"loop.before.{ending}").write_text(LOOP)
        with pytest.raises(AssertionError, match="--bless writes it"):
            check_case(only_case(golden))
        check_case(only_case(golden), bless=True)
        assert (golden / f"loop.after.{ending}").read_text() == "while True:\n    pass\n"
        check_case(only_case(golden))

    def test_a_pair_in_which_nothing_is_done_is_wrong(self, golden: Path) -> None:
        for side in ("before", "after"):
            (golden / f"loop.{side}.py").write_text("while True:\n    pass\n")
        with pytest.raises(AssertionError, match="while-one changed nothing"):
            check_case(only_case(golden))

    def test_a_same_case_that_changes_is_wrong(self, golden: Path) -> None:
        (golden / "loop.same.py").write_text(LOOP)
        with pytest.raises(AssertionError, match=r"\+while True:"):
            check_case(only_case(golden))

    def test_a_folder_of_an_unknown_name_is_wrong(self, golden: Path) -> None:
        golden.rename(golden.with_name("while-two"))
        (golden.with_name("while-two") / "loop.same.py").write_text("pass\n")
        (case,) = cases(golden.parent)
        with pytest.raises(AssertionError, match="no codemod is called 'while-two'"):
            check_case(case)

    def test_needles_that_hide_a_finding_are_found(self, golden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (golden / "loop.before.py").write_text(LOOP)
        (golden / "loop.after.py").write_text("while True:\n    pass\n")
        monkeypatch.setattr(WhileOne, "needles", (b"nowhere",))
        monkeypatch.setattr("netfix.engine.listed._of_classes", {})  # what was read of the class before
        with pytest.raises(AssertionError):
            check_case(only_case(golden))


def test_the_page_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    check_manual(NoneComparison)
    check_manual(HalfOpen)
    monkeypatch.setattr(NoneComparison, "manual", HalfOpen.manual)
    with pytest.raises(AssertionError, match="none-comparison reports nothing of its own example"):
        check_manual(NoneComparison)


def test_pytest_has_bless_by_the_plugin(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    pytester.makeconftest('pytest_plugins = ["netfix.pytest_plugin"]\n')
    (pytester.path / "test_it.py").write_text("def test_it(bless):\n    assert bless\n")
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parent.parent))
    assert pytester.runpytest_subprocess("--bless").ret == 0
    assert pytester.runpytest_subprocess().ret == 1
    monkeypatch.setenv("CI", "1")
    assert pytester.runpytest_subprocess("--bless").ret == pytest.ExitCode.USAGE_ERROR
