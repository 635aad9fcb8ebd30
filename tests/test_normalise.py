"""Line ends and form feeds are taken out for the parsers, and found again."""

from __future__ import annotations

import pytest

from netfix.engine.edits import Edit, Rewritten
from netfix.engine.findings import Finding, Safety
from netfix.engine.normalise import carried_back, newline_at, normalise, with_newlines


@pytest.mark.parametrize(
    ("text", "normalised"),
    [
        ("a\r\nb\r\n", "a\nb\n"),
        ("a\rb\r", "a\nb\n"),
        ("a\r\nb\nc\rd", "a\nb\nc\nd"),
        ("a\r\r\nb", "a\n\nb"),
        ("\fa\n \f  b\n", "a\n  b\n"),
        ("x\f = 1\n", "x\f = 1\n"),
        ("a\r\n\fb\r\n", "a\nb\n"),
    ],
)
def test_parsers_see_line_feeds_and_no_form_feed_in_an_indentation(text: str, normalised: str) -> None:
    assert normalise(text).new == normalised


@pytest.mark.parametrize(
    ("text", "offset", "newline"),
    [("a\r\nb", 3, "\r\n"), ("ab\r", 0, "\r"), ("a\rb\nc", 4, "\n"), ("ab", 1, "\n"), ("a\r\nb\nc", 5, "\n")],
)
def test_new_lines_end_as_their_neighbours_do(text: str, offset: int, newline: str) -> None:
    assert newline_at(text, offset) == newline


def test_an_edit_over_several_lines_comes_back_in_the_file_s_line_ends() -> None:
    text = "f(\r\n  1)\r\ng()\r\n"
    rewritten = normalise(text)
    finding = Finding("x", 0, 6, Safety.SAFE, "m", (Edit(0, 7, "f(\n1)"),))
    carried = carried_back(finding, rewritten, through_replaced=True)
    (edit,) = (with_newlines(edit, text) for edit in carried.edits)
    assert Rewritten(text, [edit]).new == "f(\r\n1)\r\ng()\r\n"
