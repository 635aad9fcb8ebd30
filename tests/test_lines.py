"""Lines are counted as CPython counts them."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netfix.engine.lines import Lines


@given(st.text(alphabet="a\n\r\f\x0b\x1c\u2028\N{GRINNING FACE}"))
def test_places_and_offsets_are_each_others_inverse(text: str) -> None:
    lines = Lines(text)
    for offset in range(len(text) + 1):
        assert lines.offset(*lines.place(offset)) == offset


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_name_is_on_the_line_on_which_python_sees_it(newline: str) -> None:
    text = newline.join(["'''", "\x0c\x0b\x1c\x85\u2028'''", "", "here"])
    (name,) = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name))
    lines = Lines(text)
    assert lines.place(text.index("here")) == (name.lineno, 1)
    assert [lines.line(number) for number in (1, 3, 4)] == ["'''", "", "here"]
    assert len(lines) == 4


def test_columns_count_characters() -> None:
    assert Lines("x = '\N{GRINNING FACE}'; y").place(9) == (1, 10)
