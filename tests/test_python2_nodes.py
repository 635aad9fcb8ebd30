"""The nodes of a Python 2 program."""

from __future__ import annotations

import pytest

from netfix.analysis.names.python2_moves import is_movable
from netfix.engine.python2 import Python2Tree
from netfix.engine.python2_nodes import (
    Node,
    call_parts,
    dotted_text,
    inside_parentheses,
    items_of,
    tuple_items,
    without_parentheses,
)


def expression(text: str) -> tuple[Python2Tree, Node]:
    tree = Python2Tree.parse(f"y = {text}\n")
    return tree, next(node for node in tree.nodes if node.kind == "expr_stmt").children[2]


@pytest.mark.parametrize(
    ("text", "items"),
    [("(1, 2)", ["1", "2"]), ("(1,)", ["1"]), ("()", []), ("(1)", None), ("1, 2", None), ("[1, 2]", None),
     ("(x for x in y)", None), ("((1, 2))", None)],
)  # fmt: skip
def test_tuples_in_parentheses_are_known(text: str, items: list[str] | None) -> None:
    tree, node = expression(text)
    found = tuple_items(node)
    assert (None if found is None else [tree.source(item) for item in found]) == items


def test_parentheses_are_taken_away() -> None:
    tree, node = expression("((a))")
    assert tree.source(without_parentheses(node)) == "a"
    assert inside_parentheses(expression("[a]")[1]) is None
    assert tree.source(without_parentheses(expression("()")[1])) != "a"


@pytest.mark.parametrize(
    ("text", "name"), [("a", "a"), ("a . b.c", "a.b.c"), ("a()", None), ("a[1]", None), ("a.b ** 2", None), ("1", None)]
)
def test_dotted_names_are_given_without_blanks(text: str, name: str | None) -> None:
    assert dotted_text(expression(text)[1]) == name


@pytest.mark.parametrize(
    ("text", "parts"),
    [("f()", ("f", list[str]())), ("a.b(1, c=2)", ("a.b", ["1", "c=2"])), ("f(x)", ("f", ["x"])), ("f().g()", None),
    ("f[1]()", None),
     ("f", None), ("(f)()", None)],
)  # fmt: skip
def test_calls_are_taken_apart(text: str, parts: tuple[str, list[str]] | None) -> None:
    tree, node = expression(text)
    found = call_parts(node)
    assert (None if found is None else (found[0], [tree.source(item) for item in found[1]])) == parts


def test_siblings_and_ancestors_are_found() -> None:
    _, node = expression("a + (b, c)")
    plus = node.children[1]
    assert (plus.sibling(1), plus.sibling(-1), plus.sibling(2)) == (node.children[2], node.children[0], None)
    enclosing = plus.enclosing("simple_stmt")
    assert enclosing is not None
    assert [ancestor.kind for ancestor in plus.ancestors()][-1] == "file_input"
    assert enclosing.sibling(5) is None
    assert [child.value for child in items_of(node.children[2].children[1], "testlist_comp")] == ["b", "c"]
    assert items_of(plus, "testlist") == [plus]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a.b(c)[1]", True), ('"a"', True), ("0", True), ("00", False), ("1L", False), ("ur'a'", False), ("'\\a'", False),
     ("`a`", False), ("a <> b", False), ("a.async", False), ("lambda: 1", False), ("[x for x in y]", False),
     ("(a,\n b)", False), ("(a, # b\n c)", False)],
)  # fmt: skip
def test_what_no_codemod_rewrites_can_be_moved(text: str, expected: bool) -> None:
    tree, node = expression(text)
    assert is_movable(tree, node) is expected
