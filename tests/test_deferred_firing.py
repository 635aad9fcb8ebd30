"""Where Deferreds are fired, and whether that happens again on the same path."""

from __future__ import annotations

import textwrap

import libcst as cst
import pytest

from netfix.analysis.twisted.deferred_firing import Firing, fired, leaves, rebinds
from netfix.engine.dialect import Dialect, Target
from netfix.engine.document import Document


def document(code: str) -> Document:
    return Document(textwrap.dedent(code), Dialect.PYTHON3, Target.PY3)


def first(of: Document) -> cst.Expr:
    return next(each for each in of.tree.of_kind(cst.Expr) if fired(each) is not None)


@pytest.mark.parametrize(
    ("code", "name"),
    [("d.callback(1)", "d"), ("self.d.errback(f)", "self.d"), ("d.cancel()", None), ("f().callback(1)", None)],
)
def test_a_statement_fires_what_has_a_name(code: str, name: str | None) -> None:
    assert fired(document(code).tree.of_kind(cst.Expr)[0]) == name


@pytest.mark.parametrize(
    "body",
    [
        "d.callback(1)\nd.callback(2)",
        "if x:\n    d.callback(1)\nd.errback(2)",
        "d.callback(1); d.errback(2)",
        "try:\n    g()\nexcept ValueError:\n    d.errback(1)\nd.callback(2)",
        "try:\n    d.callback(1)\nexcept ValueError:\n    pass\nelse:\n    print(1)\nd.callback(2)",
        "with x:\n    d.callback(1)\nprint(1)\nd.callback(2)",
    ],
)
def test_a_second_firing_on_the_path_is_found(body: str) -> None:
    program = document("def f(d, x):\n" + textwrap.indent(body, "    "))
    assert program.fact(Firing).again(first(program), "d") is not None


@pytest.mark.parametrize(
    "body",
    [
        "d.callback(1)",
        "d.callback(1)\nd = g()\nd.callback(2)",
        "if x:\n    d.callback(1)\n    return\nd.callback(2)",
        "if x:\n    d.callback(1)\nelse:\n    d.callback(2)",
        "d.callback(1)\nif x:\n    return\nd.callback(2)",
        "d.callback(1)\nif x:\n    d.callback(2)",
        "for x in y:\n    d.callback(1)\nd.callback(2)",
        "def g():\n    d.callback(1)\nd.callback(2)",
    ],
)
def test_other_paths_and_other_deferreds_are_not_found(body: str) -> None:
    program = document("def f(d, x):\n" + textwrap.indent(body, "    "))
    assert program.fact(Firing).again(first(program), "d") is None


@pytest.mark.parametrize(
    ("code", "each_round"),
    [
        ("for x in y:\n    d.callback(x)", True),
        ("while x:\n    d.callback(x)", True),
        ("for d in y:\n    d.callback(1)", False),
        ("while x:\n    d = y.pop()\n    d.callback(1)", False),
        ("for x in y:\n    d.callback(x)\n    break", False),
        ("for x in y:\n    if x:\n        d.callback(x)", False),
        ("d.callback(1)", False),
    ],
)
def test_a_loop_fires_each_round_if_nothing_ends_it(code: str, *, each_round: bool) -> None:
    program = document(code)
    assert program.fact(Firing).fires_each_round(first(program), "d") is each_round


def test_binding_what_a_dotted_name_begins_with_rebinds_it() -> None:
    module = document("self.factory = x").tree.module
    assert rebinds(module, "self.factory.d")
    assert not rebinds(module, "self.factories")


def test_an_exit_leaves() -> None:
    assert leaves(document("import sys\nif x:\n    sys.exit()").tree.module)
    assert not leaves(document("def f():\n    return 1").tree.module)
