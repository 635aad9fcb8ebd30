"""Literals are read as Python reads them, and each character is found again in the source."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netfix.analysis.text.literal_text import LiteralText, literal_text
from netfix.analysis.text.quotation import VALUE
from netfix.engine.lazy import cst
from netfix.engine.tree import Tree


def read(source: str) -> tuple[Tree, LiteralText | None]:
    """Read the literal that is the whole of a program, in parentheses."""
    tree = Tree.parse(f"x = ({source})\n")
    return tree, literal_text(tree.of_kind(cst.Assign)[0].value)


@pytest.mark.parametrize(
    "source",
    [
        "'plain'",
        '"it\'s"',
        r"'it\'s \"that\"'",
        r"'\\ \n \t \x41 \101 \u00e9 \N{EM DASH}'",
        r"r'raw \' \n'",
        r"R'\x27'",
        "u'old'",
        "'''three'''",
        '"""a "quote" """',
        "'a\\\nb'",
        "'a' \"b\" r'c'",
        "'a'  # why\n 'b'",
    ],
)
def test_values_are_those_of_python(source: str) -> None:
    _, text = read(source)
    assert text is not None
    assert text.value == ast.literal_eval(f"({source})")


@given(st.text(alphabet="ab'\"\\ \n", max_size=10), st.sampled_from(["'", '"', "'''", '"""']))
def test_any_plain_literal_reads_as_python_reads_it(body: str, quote: str) -> None:
    source = quote + body + quote
    try:
        expected = ast.literal_eval(source)
    except (SyntaxError, ValueError):
        return
    tree = Tree.parse(f"x = {source}\n")
    text = literal_text(tree.of_kind(cst.Assign)[0].value)
    assert text is not None
    assert text.value == expected


def test_an_f_string_has_a_sign_for_each_expression() -> None:
    _, text = read("f'a {b!r} {{c}} {d:>{e}}' ' {f}'")
    assert text is not None
    assert text.value == f"a {VALUE} {{c}} {VALUE} {{f}}"
    assert text.is_formatted


@pytest.mark.parametrize("source", ["b'bytes'", "name", r"'\x27%s\x27'", r"'\45s'", "1"])
def test_nothing_is_read_of_bytes_and_hidden_quotes(source: str) -> None:
    assert read(source)[1] is None


@pytest.mark.parametrize(
    ("source", "part", "written"),
    [
        ("'a \"b\" c'", '"b"', '"b"'),
        (r"'a \'b\' c'", "'b'", r"\'b\'"),
        ("'aa' 'b'", "b", "b"),
        ("f'a {b} c'", VALUE, "{b}"),
        ("f'a {b} c' 'd'", "d", "d"),
        ("f'a {b} c'", f" {VALUE} c", " {b} c"),
    ],
)
def test_characters_are_found_in_the_source(source: str, part: str, written: str) -> None:
    tree, text = read(source)
    assert text is not None
    at = text.value.index(part)
    start, end = text.span(tree, at, at + len(part))
    assert tree.text[start:end] == written


def test_what_a_line_break_or_two_literals_split_is_not_written_as_is() -> None:
    for source in ("'a\\\nb'", "'a' 'b'", "f'a\\\n{b}'", "'a' f'{b}'"):
        _, text = read(source)
        assert text is not None
        assert not text.is_written_as_is(0, 2)
    _, text = read("f'a{b}c'")
    assert text is not None
    assert text.is_written_as_is(0, 3)
