"""Writing comments for what is found: they suffice, they stay few, and nothing else changes."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from netfix.codemods import CODEMODS
from netfix.engine.add_ignores import with_ignores
from netfix.engine.analyse import analyse
from netfix.engine.dialect import Target
from netfix.engine.logical_lines import Layout
from netfix.engine.parsing import ParseFailed
from netfix.selection import select
from netfix.testing import settings_for

GOLDEN = Path(__file__).parent.parent / "golden"
EVERYTHING = tuple(codemod for codemod in CODEMODS if not codemod.audits_comments)


def ignoring(text: str, *names: str, target: Target = Target.PY3) -> str:
    return with_ignores(dedent(text), settings_for(select(names, ()), target))[0]


def test_a_comment_goes_to_the_end_of_the_line_with_sorted_names() -> None:
    assert ignoring("while 1:\n    pass\n", "pythonic") == "while 1:  # netfix: ignore[while-one]\n    pass\n"
    text = "def f(x: list):\n    return not len(x) or x == None\n"
    assert "x == None  # netfix: ignore[len-test, none-comparison]\n" in ignoring(text, "pythonic")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# netfix: ignore[undefined-name]", "# netfix: ignore[undefined-name, while-one]"),
        ("# netfix: ignore[zzz,undefined-name] - why", "# netfix: ignore[undefined-name, while-one, zzz] - why"),
        ("# netfix: ignore[]", "# netfix: ignore[while-one]"),
        ("# noqa: E501", "# noqa: E501  # netfix: ignore[while-one]"),
        ("# a benchmark", "# a benchmark  # netfix: ignore[while-one]"),
    ],
)
def test_names_go_into_a_comment_that_is_there(before: str, after: str) -> None:
    assert ignoring(f"while 1:  {before}\n    pass\n", "while-one") == f"while 1:  {after}\n    pass\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x = a == None, \\\n    b\n", "# netfix: ignore[none-comparison]\nx = a == None, \\\n    b\n"),
        ('x = a == None, """\n"""\n', '# netfix: ignore[none-comparison]\nx = a == None, """\n"""\n'),
        ('x = """\n""", a == None\n', 'x = """\n""", a == None  # netfix: ignore[none-comparison]\n'),
        ("x = [\n  a == None,\n  b]\n", "x = [\n  a == None,  # netfix: ignore[none-comparison]\n  b]\n"),
        ("if x:\n\ta == None, \\\n\t1\n", "if x:\n\t# netfix: ignore[none-comparison]\n\ta == None, \\\n\t1\n"),
        ("a == None", "a == None  # netfix: ignore[none-comparison]"),
        ("a == None; b == None\n", "a == None; b == None  # netfix: ignore[none-comparison]\n"),
    ],
)
def test_it_stands_above_where_the_line_cannot_take_it(before: str, after: str) -> None:
    assert ignoring(before, "none-comparison") == after


def test_a_comment_above_takes_further_names() -> None:
    text = "# netfix: ignore[len-test]\nx = a == None, \\\n    b\n"
    assert ignoring(text, "none-comparison").startswith("# netfix: ignore[len-test, none-comparison]\nx = ")


def test_what_is_in_no_statement_gets_a_comment_for_the_file_below_its_head() -> None:
    text = "#!/usr/bin/env python2\n# -*- coding: utf-8 -*-\nprint 'a'\n"
    assert ignoring(text, "python2-shebang", "print-statement") == (
        "#!/usr/bin/env python2\n# -*- coding: utf-8 -*-\n# netfix: ignore-file[python2-shebang]\n"
        "print 'a'  # netfix: ignore[print-statement]\n"
    )


def test_line_ends_stay_what_they_are() -> None:
    text = "if x:\r\n    a == None, \\\r\n    1\r\n"
    assert ignoring(text, "none-comparison").startswith("if x:\r\n    # netfix: ignore[none-comparison]\r\n    a ==")


def test_only_what_is_wanted_gets_a_comment() -> None:
    text = "while 1: pass\nwhile 1: pass\n"
    written, suppressed = with_ignores(
        text, settings_for(select(("while-one",), ())), wanted=lambda finding: finding.start > 10
    )
    assert written == "while 1: pass\nwhile 1: pass  # netfix: ignore[while-one]\n"
    assert len(suppressed) == 1


def test_comments_that_suppress_nothing_are_not_suppressed() -> None:
    text = "x = 1  # netfix: ignore[while-one]\n"
    assert ignoring(text) == text


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_afterwards_nothing_is_found_and_a_second_run_changes_nothing(newline: str) -> None:
    looked_at = 0
    for path in sorted(GOLDEN.glob("*/*.py"))[::9]:
        text = path.read_text(encoding="utf-8").replace("\n", newline)
        settings = settings_for(EVERYTHING, Target.PY27 if ".py2." in path.name else Target.PY3)
        try:
            findings = analyse(text, settings).findings
        except ParseFailed:
            continue
        written, suppressed = with_ignores(text, settings)
        assert analyse(written, settings).findings == (), path
        assert with_ignores(written, settings)[0] == written, path
        assert len(suppressed) == len(findings)
        assert _code(written) == _code(text), path
        looked_at += bool(findings)
    assert looked_at > 40


def _code(text: str) -> list[str]:
    """Give the lines of a program without its comments and without those that are empty then."""
    for comment in reversed(Layout(text).comments):
        text = text[: comment.start] + text[comment.end :]
    return [line.rstrip() for line in text.splitlines() if line.strip()]
