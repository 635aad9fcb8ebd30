"""A codemod's docstring taken apart: its title, and the two sides of its example."""

from __future__ import annotations

import pytest

from netfix.manual import Manual, ManualError

REWRITE = """Say it in one line.

Why it is so.

     first
    -second
    +third

Safe, because it is.
"""

REPORT = """Say it in one line.

     first
    !second

To be done by hand.
"""


def test_a_rewrite_shows_both_sides() -> None:
    manual = Manual.of(REWRITE, "it")
    assert (manual.title, manual.before, manual.after) == ("Say it in one line", "first\nsecond\n", "first\nthird\n")


def test_what_is_only_reported_stays_as_it_is() -> None:
    manual = Manual.of(REPORT, "it")
    assert manual.before == manual.after == "first\nsecond\n"


def test_the_text_keeps_the_marks() -> None:
    assert "\n    !second\n" in Manual.of(REPORT, "it").text


@pytest.mark.parametrize("line", ["    -second", "    +second"])
def test_a_report_beside_a_rewrite_is_refused(line: str) -> None:
    with pytest.raises(ManualError, match=r"it: .* not both"):
        Manual.of(REPORT.replace("     first", line), "it")


@pytest.mark.parametrize(
    "docstring", [None, "", "No full stop\n\n    -a\n", "No blank line.\n    -a\n", "No example.\n\nText.\n"]
)
def test_a_docstring_that_lacks_a_part_is_refused(docstring: str | None) -> None:
    with pytest.raises(ManualError, match=r"^it: "):
        Manual.of(docstring, "it")


def test_an_example_without_any_mark_is_refused() -> None:
    with pytest.raises(ManualError, match="example"):
        Manual.of("Say it.\n\n     context\n", "it")
