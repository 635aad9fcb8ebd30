"""Faults in the nesting of HTML."""

from __future__ import annotations

import pytest

from netfix.analysis.text.html_faults import Fault, first_fault


@pytest.mark.parametrize(
    ("text", "closing", "inner"),
    [
        ("<p><b>one <i>two</b></i></p>", "</b>", "i"),
        ("<div>\n<em>one\n</div>", "</div>", "em"),
        ("<td><font>%s<b>x</font></b></td>", "</font>", "b"),
        ("<table><tr><td><a href='/'>x</td></tr></table>", "</td>", "a"),
    ],
)
def test_an_element_that_ends_while_one_inside_is_open_is_a_fault(text: str, closing: str, inner: str) -> None:
    fault = first_fault(text)
    assert fault is not None
    assert fault.what == f"`{closing}` comes while `<{inner}>` is open"
    assert fault.line == text[: text.index(closing)].count("\n") + 1


def test_a_page_closes_only_what_is_open() -> None:
    page = "<html><body><h1>x</h1>\n</div></body></html>"
    assert first_fault(page) == Fault(2, "`</div>` closes what is not open")
    assert first_fault(page.replace("<html>", "")) is None


@pytest.mark.parametrize(
    "text",
    [
        "<ul><li>one<li>two</ul>",
        "</td></tr></table><b>end</b>",
        "<html><body><table><tr><td><b>",
        "<p>a<p>b<br><hr><b>c</b>",
        "<div><span>%s</div>",
        "<entry><b>x</entry></b>",
        "<a>(?P<b>x)</a></b>",
        "<b> is <c>",
        "",
    ],
)
def test_pieces_and_other_texts_have_no_faults(text: str) -> None:
    assert first_fault(text) is None
