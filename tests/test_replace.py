"""A replacement edits no more than it must."""

from __future__ import annotations

import libcst as cst
import pytest

from netfix.engine.edits import Edit, Rewritten
from netfix.engine.replace import replace_node
from netfix.engine.tree import Tree


def unwrap_len(text: str) -> Rewritten:
    """Replace each `len(x)` by `x`, nested ones too, in one go."""
    tree = Tree.parse(text)
    edits = [
        edit
        for call in tree.of_kind(cst.Call)
        if isinstance(call.func, cst.Name) and call.func.value == "len"
        for edit in replace_node(tree, call, call.args[0].value).edits
    ]
    return Rewritten(text, edits)


def test_kept_parts_are_not_edited() -> None:
    rewritten = unwrap_len("if len(a.b[c]):\n    pass\n")
    assert rewritten.new == "if a.b[c]:\n    pass\n"
    assert [(edit.start, edit.end) for edit in rewritten.edits] == [(3, 7), (13, 14)]


def test_nested_replacements_are_made_together() -> None:
    assert unwrap_len("x = len(f(len(y), z))\n").new == "x = f(y, z)\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x = 1 if len(y)else 2\n", "x = 1 if y else 2\n"),
        ("x = not(len(y))\n", "x = not y\n"),
        ("x = z and len(y)or z\n", "x = z and y or z\n"),
        ("return_ = [y for y in z if len(y)]\n", "return_ = [y for y in z if y]\n"),
    ],
)
def test_words_are_never_glued_together(before: str, after: str) -> None:
    assert unwrap_len(before).new == after


def test_a_moved_part_is_written_anew_and_named() -> None:
    tree = Tree.parse("None == value\n")
    comparison = tree.of_kind(cst.Comparison)[0]
    swapped = cst.Comparison(comparison.comparisons[0].comparator, [cst.ComparisonTarget(cst.Is(), comparison.left)])
    replaced = replace_node(tree, comparison, swapped)
    assert Rewritten(tree.text, replaced.edits).new == "value is None\n"
    assert replaced.moved == (comparison.left,)


def test_only_whole_words_are_replaced() -> None:
    tree = Tree.parse("d.addCallback(stop)\n")
    attribute = tree.of_kind(cst.Attribute)[0]
    replaced = replace_node(tree, attribute, attribute.with_changes(attr=cst.Name("addBoth")))
    assert [tree.text[edit.start : edit.end] for edit in replaced.edits] == ["addCallback"]


def test_a_loop_keeps_its_body_and_comments() -> None:
    text = "def f():\n    while 1:  # for ever\n        # work\n        g(\n            1,  # one\n        )\n"
    tree = Tree.parse(text)
    loop = tree.of_kind(cst.While)[0]
    replaced = replace_node(tree, loop, loop.with_changes(test=cst.Name("True")))
    assert Rewritten(text, replaced.edits).new == text.replace("while 1", "while True")
    assert len(replaced.edits) == 1


def test_spans_of_expressions_hold_their_parentheses() -> None:
    tree = Tree.parse("x = (  a)\n")
    name = tree.of_kind(cst.Name)[1]
    assert tree.source(name) == "(  a)"


def test_comments_in_a_span_are_noticed() -> None:
    tree = Tree.parse("x = (a ==  # why\n     None)\n")
    assert tree.loses_comment(Edit(4, 30, "a is None"))
    assert not tree.loses_comment(Edit(4, 30, "(a is  # why\n None)"))
    assert not tree.loses_comment(Edit(0, 5, ""))
