"""Indentation that Python 2 and Python 3 read differently."""

from __future__ import annotations

import ast

import pytest

from netfix.codemods.python3.mixed_tabs import MixedTabs
from netfix.engine.python2 import Python2Tree, python2_view
from netfix.engine.python2_layout import ambiguous_blocks, lines_of

AMBIGUOUS = [
    "if 1:\n\ta\n        b\n",
    "if 1:\n        a\n\tb\n",
    "if 1:\n    if 2:\n\ta\n",
    "if 1:\n        if 2:\n\t a\n",
    "if 1:\n\tif 2:\n\t    a\n            b\n",
    "if 1:\n\ta\n        # comment\n        b\n",
]
CLEAR = [
    "if 1:\n\ta\n\tb\n",
    "if 1:\n\ta\nif 2:\n        b\n",
    "if 1:\n\tif 2:\n\t    a\n\t    b\n",
    "if 1:\n\ta(b,\n        c)\n",
    'if 1:\n\ta = """\n        b"""\n',
    "if 1:\n\ta\n        # comment\n\tb\n",
    "if 1:\n    a\n",
    "",
]


@pytest.mark.parametrize(("text", "expected"), [*((t, True) for t in AMBIGUOUS), *((t, False) for t in CLEAR)])
def test_what_python3_refuses_is_found(text: str, expected: bool) -> None:
    tree = Python2Tree.parse(text)
    assert bool(ambiguous_blocks(lines_of(text, tree.leaves))) is expected
    if expected:
        with pytest.raises((TabError, IndentationError)):
            ast.parse(text)
    else:
        ast.parse(text)


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_re_indented_lines_are_read_as_python2_reads_them(text: str) -> None:
    view = python2_view(text, [MixedTabs]).rewritten.new
    assert ast.dump(ast.parse(view)) == ast.dump(ast.parse(text.expandtabs(8)))


def test_only_the_statement_at_fault_is_indented_anew() -> None:
    text = "if 1:\n\ta\n" + AMBIGUOUS[0]
    tree = Python2Tree.parse(text)
    assert [tree.line(start) for start in tree.reindented] == [4]


def test_new_lines_are_indented_as_those_around_them() -> None:
    tree = Python2Tree.parse("if 1:\n    if 2:\n\ta\nif 3:\n\tb\n")
    assert tree.indentation(tree.named("a", tree.root)[0]) == " " * 8
    assert tree.indentation(tree.named("b", tree.root)[0]) == "\t"


def test_comments_between_statements_are_lines_of_their_own() -> None:
    text = "# a\nif x: # b\n\t# c\n\ty = (1,\n # d\n2)\n# e\n"
    lines = lines_of(text, Python2Tree.parse(text).leaves)
    assert [(line.indentation, line.is_statement) for line in lines] == [
        ("", False), ("", True), ("\t", False), ("\t", True), ("", False),
    ]  # fmt: skip
