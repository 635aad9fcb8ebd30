"""What names of a Python 2 program are."""

from __future__ import annotations

import pytest

from netfix.engine.python2 import Python2Tree
from netfix.engine.python2_names import (
    assigned_values,
    binds_in,
    is_bound_here,
    is_variable,
    parameters_of,
    scope_of_name,
    statement_of,
    targets_of,
    variables,
)

BOUND = [
    "x = 1", "x += 1", "a, x = b", "(a, [x]) = b", "a = x = b", "for x in a: pass", "for a, (b, x) in c: pass",
    "[1 for x in a]", "list(1 for a, x in b)", "with a as x: pass", "with a as (b, x): pass",
    "try: pass\nexcept E, x: pass",
    "try: pass\nexcept E as x: pass", "import x", "import a as x", "from a import x", "from a import b, x",
    "from a import b as x", "def x(): pass", "class x: pass", "def f(x): pass", "def f(a, x=1): pass",
    "def f(*x): pass",
    "def f((a, x)): pass", "lambda x: 1", "lambda a, x=1: 1", "del x", "global x",
]  # fmt: skip
READ = [
    "y = x", "x", "f(x)", "x.a = 1", "x[1] = 2", "a[x] = 2", "for a in x: pass", "[x for a in b]", "with x: pass",
    "with x as a: pass", "try: pass\nexcept x: pass", "try: pass\nexcept x, e: pass", "def f(a=x): pass",
    "lambda a=x: 1",
    "lambda: x", "f(a=x)", "f(*x)", "@x\ndef f(): pass", "class A(x): pass", "print x", "print >>x", "exec x in a",
    "-x", "`x`",
    "y += x", "x == 1", "raise x, 1", "x.y.z()", "[a for a in b if x]",
]  # fmt: skip
NO_VARIABLE = [
    "a.x", "a.x = 1", "f(x=1)", "from x import a", "from a.x import b", "from a import x as b", "import a.x",
    "import x as a",
    "@a.x\ndef f(): pass",
]  # fmt: skip


@pytest.mark.parametrize(("text", "bound"), [*((text, True) for text in BOUND), *((text, False) for text in READ)])
def test_a_variable_is_bound_or_read(text: str, bound: bool) -> None:
    tree = Python2Tree.parse(text + "\n")
    (leaf,) = variables(tree, tree.root, "x")
    assert is_bound_here(leaf) is bound


@pytest.mark.parametrize("text", NO_VARIABLE)
def test_other_names_are_no_variables(text: str) -> None:
    tree = Python2Tree.parse(text + "\n")
    assert [leaf for leaf in tree.leaves if leaf.value == "x"]
    assert variables(tree, tree.root, "x") == []
    assert not any(is_variable(leaf) for leaf in tree.leaves if leaf.value in {"for", "in", "import"})


def test_names_belong_to_scopes() -> None:
    tree = Python2Tree.parse("def f(a):\n    b = lambda c: c\n    class D: e = 1\ng = 2\n")
    kinds = {
        name: scope_of_name(variables(tree, tree.root, name)[0]).kind for name in ("f", "a", "b", "c", "D", "e", "g")
    }
    assert kinds == {
        "f": "file_input", "a": "funcdef", "b": "funcdef", "c": "lambdef", "D": "funcdef", "e": "classdef",
        "g": "file_input",
    }  # fmt: skip
    function = tree.root.children[0]
    assert binds_in(tree, function, "b")
    assert not binds_in(tree, function, "c")
    assert not binds_in(tree, function, "g")


def test_assigned_values_are_given_if_there_is_no_other_binding() -> None:
    tree = Python2Tree.parse("x = 1\nx = f()\ny = 1\nfor y in z: pass\n")
    values = assigned_values(tree, tree.root, "x")
    assert values is not None
    assert [tree.source(value) for value in values] == ["1", "f()"]
    assert assigned_values(tree, tree.root, "y") is None
    assert assigned_values(tree, tree.root, "z") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("def f(a, (b, c)=d, *e, **g): pass", ["a", "(b, c)", "e", "g"]), ("def f(): pass", []), ("def f(a): pass", ["a"]),
     ("lambda: 1", []), ("lambda a: 1", ["a"]), ("lambda (a, b), c=d: 1", ["(a, b)", "c"])],
)  # fmt: skip
def test_parameters_are_given_without_defaults(text: str, expected: list[str]) -> None:
    tree = Python2Tree.parse(text + "\n")
    function = next(node for node in tree.nodes if node.kind in {"funcdef", "lambdef"})
    assert [tree.source(parameter) for parameter in parameters_of(function)] == expected


def test_targets_are_taken_apart() -> None:
    tree = Python2Tree.parse("a, (b.c, [d]), e[1] = x\n")
    target = tree.nodes[2].children[0]
    assert [tree.source(part) for part in targets_of(target)] == ["a", "b.c", "d", "e[1]"]


def test_a_statement_is_one_of_those_on_its_line() -> None:
    tree = Python2Tree.parse("if a: b = 1; c = d\n")
    assert tree.source(statement_of(tree.named("d", tree.root)[0])) == "c = d"
