"""String literals of Python 2 taken apart."""

from __future__ import annotations

import pytest

from netfix.analysis.text.python2_strings import Literal, ends_in
from netfix.engine.python2 import Python2Tree
from netfix.engine.python2_nodes import Node


def leaf(text: str) -> Node:
    return Node("STRING", text, 10, 10 + len(text))


@pytest.mark.parametrize(
    ("text", "prefix", "quote", "body"),
    [("'a'", "", "'", "a"), ('uR"""a"b"""', "ur", '"""', 'a"b'), ("''", "", "'", ""), ("b'''a\nb'''", "b", "'''",
    "a\nb"),
     ("'''a'b'''", "", "'''", "a'b"), ('""""""', "", '"""', ""), ("'\\''", "", "'", "\\'")],
)  # fmt: skip
def test_a_literal_has_a_prefix_a_quote_and_a_body(text: str, prefix: str, quote: str, body: str) -> None:
    literal = Literal.of(leaf(text))
    assert (literal.prefix, literal.quote, literal.body) == (prefix, quote, body)
    assert literal.body_start == 10 + len(prefix) + len(quote)


@pytest.mark.parametrize(
    "text", ["r'\\d'", "r'\\\\'", "r'\\''", 'r"\\""', 'r"\\\'"', "r'''\\\n'''", "r'\\\n'", "r'a'", 'r"""\\""\\d"""']
)
def test_a_literal_means_the_same_when_it_is_not_raw(text: str) -> None:
    literal = Literal.of(leaf(text))
    written = f"{literal.quote}{literal.without_raw(literal.body)}{literal.quote}"
    assert eval(written) == eval(text)  # noqa: S307 - literals of this test


@pytest.mark.parametrize(
    ("text", "last"),
    [("'a'", "a"), ("'a\\n'", "\n"), ("r'a\\n'", "n"), ("''", ""), ("'a' ''", "a"), ("'\\t'", "\t"), ("'\\x0a'", "\n"),
     ("'\\12'", "\n"), ("'\\0123'", "3"), ("'\\q'", "q"), ("'\\\\'", "\\"), ("'\\\\n'", "n"), ("u'\\u000a'", None),
     ("'\\N{DASH}'", None), ("'a\\\n'", None), ("x", None), ("1", None)],
)  # fmt: skip
def test_the_last_character_is_known(text: str, last: str | None) -> None:
    tree = Python2Tree.parse(f"y = {text}\n")
    node = next(node for node in tree.nodes if node.kind == "expr_stmt").children[2]
    assert ends_in(node) == last


def test_unicode_literals_make_plain_literals_unicode() -> None:
    plain, byte = Literal.of(leaf("'a'")), Literal.of(leaf("b'a'"))
    imported, other = Python2Tree.parse("from __future__ import unicode_literals\n"), Python2Tree.parse("x\n")
    assert (plain.is_unicode(imported), byte.is_unicode(imported)) == (True, False)
    assert (plain.is_unicode(other), Literal.of(leaf("u'a'")).is_unicode(other)) == (False, True)


def test_what_is_no_literal_is_refused() -> None:
    with pytest.raises(ValueError, match="not a string literal"):
        Literal.of(leaf("abc"))
