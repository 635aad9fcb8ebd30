"""Which findings comments suppress, and where."""

from __future__ import annotations

import re

import pytest

from netfix.codemods import CODEMODS
from netfix.engine.analyse import analyse
from netfix.engine.dialect import Target
from netfix.engine.process import Mode, Task, process_bytes
from netfix.engine.results import Processed
from netfix.engine.rewrite import fix, fix_steps
from netfix.selection import migration, select
from netfix.testing import settings_for


def found(text: str, *names: str, target: Target = Target.PY3) -> list[tuple[str, int]]:
    """Give the codemod and the line of what is found, of these codemods or of those that run by default."""
    settings = settings_for(select(names, ()), target)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    starts = [0]
    width = 2 if "\r\n" in text else 1
    for line in lines:
        starts.append(starts[-1] + len(line) + width)
    findings = analyse(text, settings).findings
    return [(each.codemod, max(at for at, start in enumerate(starts, 1) if start <= each.start)) for each in findings]


@pytest.mark.parametrize(
    "comment",
    [
        "# netfix: ignore[while-one]",
        "# netfix: ignore[while_one]",
        "#netfix:ignore[While-One]",
        "# NETFIX: IGNORE[ while-one , len-test ]",
        "# netfix: ignore[pythonic]",
        "# netfix: ignore[all]",
        "# netfix: ignore",
        "# netfix: ignore - it is a benchmark",
        "# it is a benchmark  # netfix: ignore[while-one] - really  # type: ignore",
        "# type: ignore  # netfix: ignore[while-one]",
    ],
)
def test_a_comment_at_the_end_of_the_line_suppresses(comment: str) -> None:
    assert found(f"while 1:  {comment}\n    pass\n", "while-one") == []


@pytest.mark.parametrize(
    "comment",
    [
        "# netfix: ignore[len-test]",
        "# netfix: ignore[twisted]",
        "# netfix: ignore[]",
        "# netfix: ignore[while-one",
        "# netfix: ignroe[while-one]",
        "# netfix: is told to ignore[while-one]",
        "# ignore[while-one]",
        "# noqa",
        "# noqa: E711",
    ],
)
def test_another_comment_does_not(comment: str) -> None:
    assert found(f"while 1:  {comment}\n    pass\n", "while-one") == [("while-one", 1)]


@pytest.mark.parametrize(
    "string", ['"# netfix: ignore"', "'''\n# netfix: ignore-file\n'''", 'f"# netfix: ignore{x}"', '"""# noqa"""']
)
def test_a_string_suppresses_nothing(string: str) -> None:
    assert "none-comparison" in [name for name, _ in found(f"y = x == None, {string}\n", "none-comparison")]


def test_a_comment_above_covers_a_simple_statement_as_a_whole() -> None:
    above = "# netfix: ignore[none-comparison]\n"
    assert found(f"{above}x = (y == None,\n  z == None)\nz == None\n", "none-comparison") == [("none-comparison", 4)]


def test_a_comment_above_covers_the_header_of_a_compound_statement_only() -> None:
    text = "# netfix: ignore\nif (x == None\n        or y == None):\n    x == None\n"
    assert found(text, "none-comparison") == [("none-comparison", 4)]


def test_between_a_comment_and_its_statement_may_be_comments_and_empty_lines() -> None:
    assert found("# netfix: ignore\n# Because.\n\nwhile 1: pass\nwhile 1: pass\n", "while-one") == [("while-one", 5)]


def test_a_comment_above_decorators_covers_them_and_what_they_decorate() -> None:
    text = "# netfix: ignore\n@wraps(x == None)\n@other\ndef f(y=z == None):\n    return x == None\n"
    assert found(text, "none-comparison") == [("none-comparison", 5)]


@pytest.mark.parametrize("line", [1, 4])
def test_a_comment_on_the_first_or_the_last_line_covers_the_statement(line: int) -> None:
    lines = ["x = f(", "    a == None,", "    b == None,", ")"]
    lines[line - 1] += "  # netfix: ignore"
    assert found("\n".join(lines) + "\n", "none-comparison") == []


def test_a_comment_on_a_line_in_between_covers_that_line() -> None:
    text = "x = f(\n    a == None,  # netfix: ignore\n    b == None,\n)\n"
    assert found(text, "none-comparison") == [("none-comparison", 3)]


def test_a_comment_on_its_own_line_in_brackets_covers_the_next_line_of_code() -> None:
    text = "x = f(\n    # netfix: ignore\n    # Because.\n\n    a == None,\n    b == None,\n)\n"
    assert found(text, "none-comparison") == [("none-comparison", 6)]


def test_a_comment_behind_a_string_of_several_lines_covers_what_is_before_it() -> None:
    assert found('x = a == None, """\n""", b == None  # netfix: ignore\n', "none-comparison") == []


def test_a_comment_behind_joined_lines_covers_them() -> None:
    assert found("x = a == None, \\\n    b == None  # netfix: ignore\n", "none-comparison") == []


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_make_no_difference(newline: str) -> None:
    text = "# netfix: ignore\nwhile 1: pass\nwhile 1: pass  # netfix: ignore\nwhile 1: pass\n"
    assert found(text.replace("\n", newline), "while-one") == [("while-one", 4)]


@pytest.mark.parametrize("comment", ["# netfix: ignore-file", "# netfix: ignore-file[while-one]", "# ruff: noqa: E711"])
def test_a_comment_for_the_file_covers_all_of_it_wherever_it_stands(comment: str) -> None:
    text = f"while 1: pass\nx == None\n{comment}\nx == None\n"
    names = {name for name, _ in found(text, "while-one", "none-comparison")}
    expected = {"# netfix: ignore-file": set[str](), "# ruff: noqa: E711": {"while-one"}}
    assert names == expected.get(comment, {"none-comparison"})


@pytest.mark.parametrize("comment", ["# noqa", "# noqa: E711", "# NoQA:e711", "# noqa : W1, E7", "# flake8: noqa"])
def test_noqa_counts_where_it_names_the_equivalent_code(comment: str) -> None:
    assert found(f"x == None  {comment}\n", "none-comparison") == []


@pytest.mark.parametrize("comment", ["# noqa: E712", "# noqa: E501, F841"])
def test_noqa_of_another_code_does_not_count(comment: str) -> None:
    assert found(f"x == None  {comment}\n", "none-comparison") == [("none-comparison", 1)]


def test_noqa_on_a_line_above_does_not_count() -> None:
    assert found("# noqa: E711\nx == None\n", "none-comparison") == [("none-comparison", 2)]


def test_each_equivalent_code_is_one_of_a_linter() -> None:
    codes = [code for codemod in CODEMODS for code in codemod.noqa]
    assert {"E711", "PLC1802", "B907", "F821"} <= set(codes)
    assert all(re.fullmatch(r"[A-Z]+[0-9]{3,4}", code) for code in codes)


def test_nothing_suppressed_is_applied_in_any_pass() -> None:
    text = "while 1:\n    if not len(x == None):  # netfix: ignore[none-comparison]\n        y == None\n"
    fixed = fix(text, settings_for(select(("pythonic",), ()), unsafe=True))
    assert fixed.text == "while True:\n    if not x == None:  # netfix: ignore[none-comparison]\n        y is None\n"


def test_a_comment_stays_as_long_as_a_rewrite_of_its_line_may_need_it() -> None:
    text = "def f(x: list):\n    while 1: pass  # netfix: ignore[len-test]\n"
    fixed = fix(text, settings_for(select((), ())))
    assert fixed.text == "def f(x: list):\n    while True: pass\n"
    assert [finding.codemod for finding in fixed.applied] == ["while-one", "unused-ignore"]


class TestPython2:
    def test_comments_count_there_as_well(self) -> None:
        text = "# netfix: ignore[none-comparison]\nprint x == None, 0777\nprint x == None\n"
        assert found(text, "none-comparison", target=Target.PY27) == [("none-comparison", 3)]

    def test_what_is_in_one_of_its_strings_does_not(self) -> None:
        text = 'print ur"# netfix: ignore", x == None\n'
        assert found(text, "none-comparison", target=Target.PY27) == [("none-comparison", 1)]

    def test_a_suppressed_part_of_the_conversion_keeps_the_file_python_2_and_says_why(self) -> None:
        text = 'print "a"\nprint "b"  # netfix: ignore[print-statement]\nx == None\n'
        fixed = fix(text, settings_for(select((), ())))
        assert fixed.text == text.replace("x == None", "x is None")
        assert fixed.kept_python2 == "line 2: a comment suppresses print-statement"

    def test_that_holds_where_python_3_would_take_the_rest(self) -> None:
        # Converted without its second line, this would print something else.
        text = 'print "a"\nprint ("b", "c")  # netfix: ignore[python3]\n'
        fixed = fix(text, settings_for(select((), ())))
        assert (fixed.text, fixed.kept_python2) == (text, "line 2: a comment suppresses print-statement")

    def test_a_migration_refuses_as_well(self) -> None:
        text = "import urllib2\nprint urllib2.urlopen  # netfix: ignore[print-statement]\n"
        fixed = fix_steps(text, [settings_for(step) for step in migration("python3", ())])
        assert fixed.text == text
        assert fixed.kept_python2 == "line 2: a comment suppresses print-statement"

    def test_what_a_later_step_would_rename_can_be_kept(self) -> None:
        text = "import urllib2  # netfix: ignore[moved-modules]\nprint 1\n"
        fixed = fix_steps(text, [settings_for(step) for step in migration("python3", ())])
        assert fixed.text.startswith("import urllib2  # netfix: ignore[moved-modules]\nprint(1)\n")


def test_a_file_is_processed_with_its_comments_minded() -> None:
    task = Task((settings_for(select(("while-one",), ())),), Mode.FIX)
    result = process_bytes("a.py", b"while 1: pass  # netfix: ignore\nwhile 1: pass\n", task)
    assert isinstance(result, Processed)
    assert result.after == b"while 1: pass  # netfix: ignore\nwhile True: pass\n"
