"""What callbacks need and what they give."""

from __future__ import annotations

import libcst as cst
import pytest

from netfix.analysis.twisted.deferreds import Deferreds
from netfix.analysis.values.argument_use import ArgumentUse, followers, is_empty, next_callback
from netfix.engine.dialect import Dialect, Target
from netfix.engine.document import Document

HEADER = "from twisted.internet.threads import deferToThread\nfrom twisted.python import log\n"


def document(code: str) -> Document:
    return Document(HEADER + code, Dialect.PYTHON3, Target.PY3)


def function(of: Document) -> cst.FunctionDef:
    return of.tree.of_kind(cst.FunctionDef)[0]


def given(code: str) -> tuple[ArgumentUse, cst.BaseExpression | None]:
    """Give what is known of the first function that the program adds to a Deferred."""
    program = document(code)
    link = program.fact(Deferreds).chains[0].links[0]
    return program.fact(ArgumentUse), link.callback or link.errback


@pytest.mark.parametrize(
    "body",
    [
        "x.title",
        "x['title']",
        "len(x)",
        "x()",
        "x + 1",
        "[each for each in x]",
    ],
)
def test_a_callback_that_fails_for_none_needs_a_value(body: str) -> None:
    uses, callback = given(f"deferToThread(g).addCallback(lambda x: {body})")
    needed = uses.needs_value(callback)
    assert needed is not None
    assert needed.value == "x"


@pytest.mark.parametrize("body", ["print(x)", "x and x.title", "x.title if x else 0", "x.__class__", "None", "y[x]"])
def test_a_callback_that_asks_or_does_not_mind_needs_none(body: str) -> None:
    uses, callback = given(f"deferToThread(g).addCallback(lambda x: {body})")
    assert uses.needs_value(callback) is None


@pytest.mark.parametrize("errback", ["log.err", "lambda f: log.err(f)", "report"])
def test_errbacks_that_give_nothing(errback: str) -> None:
    uses, given_errback = given(f"def report(f):\n print(f)\ndeferToThread(g).addErrback({errback})")
    assert uses.gives_nothing(given_errback)


@pytest.mark.parametrize("errback", ["unknown", "lambda f: f", "lambda f: []"])
def test_errbacks_that_may_give_something(errback: str) -> None:
    uses, given_errback = given(f"deferToThread(g).addErrback({errback})")
    assert not uses.gives_nothing(given_errback)


@pytest.mark.parametrize(
    ("body", "nothing"),
    [
        ("print(1)", True),
        ("if x: return\n print(1)", True),
        ("return None", True),
        ("return 1", False),
        ("if x: return x", False),
        ("raise ValueError", False),
        ("self.fail()", False),
        ("yield 1", False),
        ("pass", False),
        ("'what to do'", False),
    ],
)
def test_returning_nothing_is_proven_by_all_paths(body: str, *, nothing: bool) -> None:
    program = document(f"def f(x):\n {body}\n")
    assert program.fact(ArgumentUse).returns_nothing(function(program)) is nothing


def test_a_function_that_only_calls_is_not_empty() -> None:
    assert not is_empty(function(document("def f():\n g()")))
    assert is_empty(function(document("def f():\n ...")))


def test_the_next_callback_is_behind_errbacks() -> None:
    program = document("d = deferToThread(g)\nd.addCallback(a)\nd.addErrback(b)\nd.addCallback(c)")
    chain = program.fact(Deferreds).chains[0]
    behind = next_callback(program, chain, chain.links[0])
    assert behind is chain.links[2]


def test_an_addboth_is_no_callback_that_waits_for_a_value() -> None:
    program = document("d = deferToThread(g)\nd.addCallback(a)\nd.addBoth(b)\nd.addCallback(c)")
    chain = program.fact(Deferreds).chains[0]
    assert next_callback(program, chain, chain.links[0]) is None


def test_links_of_other_branches_do_not_follow() -> None:
    program = document("d = deferToThread(g)\nif x:\n d.addErrback(a)\nd.addCallback(b)")
    chain = program.fact(Deferreds).chains[0]
    assert list(followers(program, chain, chain.links[0])) == []
